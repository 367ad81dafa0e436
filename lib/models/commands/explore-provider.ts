// Asks providers what they have: saved ones, ones that are only typed in, and an Ollama on this machine. Server only.

import { eq } from "drizzle-orm";
import { models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import type { ProviderAccess } from "../../ai/access";
import { listProviderModels } from "../../ai/list-models";
import type { Fetch } from "../../ai/provider-fetch";
import type { ListedModel } from "../../ai/read-model-facts";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { Connection, Offer, OfferedModel } from "../contract";
import { detectedOf } from "../detected-facts";
import { guessType, knownModel } from "../known-models";
import { openConnection, openProvider } from "../open-access";
import { providerFetch } from "../provider-fetch";
import { findProvider } from "../queries";
import { faultOf } from "./check-provider";

/** What a saved provider offers, with a mark at what was added already. */
export async function listOfferedModels(
  scope: Scope,
  providerId: string,
  fetch: Fetch = providerFetch,
): Promise<Offer> {
  const { row, added } = await withWorkspace(scope.workspaceId, async (tx) => ({
    row: await findProvider(tx, scope, providerId),
    added: await tx.select({ modelId: models.modelId }).from(models).where(eq(models.providerId, providerId)),
  }));
  try {
    return await explore(openProvider(row), new Set(added.map(({ modelId }) => modelId)), fetch);
  } catch (error) {
    return { listed: false, items: [], fault: faultOf(error) };
  }
}

/** What a connection that is not saved yet offers. */
export async function exploreConnection(connection: Connection, fetch: Fetch = providerFetch): Promise<Offer> {
  return explore(openConnection(connection), new Set(), fetch);
}

async function explore(provider: ProviderAccess, added: Set<string>, fetch: Fetch): Promise<Offer> {
  try {
    const listed = await listProviderModels(provider, fetch);
    if (listed === null) return { listed: false, items: [], fault: null };
    return { listed: true, items: listed.map((one) => offered(provider, one, added.has(one.id))), fault: null };
  } catch (error) {
    return { listed: false, items: [], fault: faultOf(error) };
  }
}

function offered(provider: ProviderAccess, { id: modelId, facts }: ListedModel, added: boolean): OfferedModel {
  const known = knownModel(provider.kind, provider.baseUrl, modelId);
  const detected = detectedOf(provider, modelId, facts, new Date());
  const isPricedByProvider = facts.inputPrice !== undefined || facts.outputPrice !== undefined;
  return {
    modelId,
    type: facts.type ?? known?.type ?? guessType(modelId),
    name: modelId,
    contextWindow: detected?.contextWindow ?? null,
    maxTokens: detected?.maxTokens ?? null,
    inputPrice: detected?.inputPrice ?? null,
    outputPrice: detected?.outputPrice ?? null,
    cachedPrice: detected?.cachedPrice ?? null,
    currency: detected?.currency ?? "USD",
    capabilities: detected?.capabilities ?? {},
    detected,
    pricesOf: isPricedByProvider ? null : (known?.pricesOf ?? null),
    added,
  };
}

/** Where Ollama usually listens, seen from the server itself and from a container on it. */
const usualAddresses = ["http://127.0.0.1:11434", "http://localhost:11434", "http://host.docker.internal:11434"];

/** Looks for an Ollama where the list of private addresses allows to look. */
export async function listLocalProviders(fetch: Fetch = providerFetch) {
  const found = await Promise.all(usualAddresses.map((baseUrl) => askOllama(baseUrl, fetch)));
  const onLoopback = found.slice(0, 2);
  const best = found.find(({ answers }) => answers) ?? onLoopback.find(({ allowed }) => allowed) ?? onLoopback[0];
  return { items: best ? [best] : [] };
}

async function askOllama(baseUrl: string, fetch: Fetch) {
  const seen = { kind: "ollama" as const, baseUrl, allowed: true, answers: false, models: [] as string[] };
  try {
    const response = await fetch(`${baseUrl}/api/tags`, { signal: AbortSignal.timeout(1500), redirect: "error" });
    const body: unknown = response.ok ? await response.json() : null;
    if (typeof body !== "object" || body === null || !("models" in body) || !Array.isArray(body.models)) return seen;
    const names = body.models.map((model: { name?: unknown }) => model?.name);
    return { ...seen, answers: true, models: names.filter((name) => typeof name === "string") };
  } catch (error) {
    return { ...seen, allowed: !(error instanceof AppError && error.code === "address_blocked") };
  }
}
