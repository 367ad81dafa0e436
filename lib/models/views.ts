// Rows of providers and models as the API shows them. A key is never part of it. Server only.

import type { modelProviders, models } from "@/db/schema/models";
import { ownVault } from "../vault/own-vault";
import {
  detectedSchema,
  type Fault,
  faultSchema,
  type Limits,
  type ModelView,
  type Pause,
  type ProviderView,
} from "./contract";
import { openSecrets } from "./seal-provider";

export type ProviderRow = typeof modelProviders.$inferSelect;
export type ModelRow = typeof models.$inferSelect;

/** What a provider's view tells that its row does not hold. */
export interface ProviderFacts {
  keyCount: number;
  pause: Pause | null;
}

/** A provider as people see it. */
export function viewOfProvider(row: ProviderRow, facts: ProviderFacts): ProviderView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    baseUrl: row.baseUrl,
    apiVersion: row.apiVersion,
    auth: authOf(row),
    keyHint: row.apiKey === null ? null : (row.apiKeyHint ?? ""),
    headerNames: headerNamesOf(row),
    timeoutMs: row.timeoutMs,
    retryCount: row.retryCount,
    limits: limitsOf(row),
    ...facts,
    status: row.status,
    lastCheckedAt: row.lastCheckedAt?.toISOString() ?? null,
    lastFault: readFault(row.lastError),
    isShared: row.workspaceId === null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A model as people see it. */
export function viewOfModel(
  row: ModelRow,
  provider: Pick<ProviderRow, "name" | "kind">,
  routeCount: number,
): ModelView {
  return {
    id: row.id,
    providerId: row.providerId,
    providerName: provider.name,
    providerKind: provider.kind,
    name: row.displayName,
    modelId: row.modelId,
    type: row.type,
    contextWindow: row.contextWindow,
    maxTokens: row.maxTokens,
    capabilities: row.capabilities,
    inputPrice: row.inputPrice,
    outputPrice: row.outputPrice,
    cachedPrice: row.cachedPrice,
    currency: row.currency,
    parameters: row.parameters,
    limits: limitsOf(row),
    status: row.status,
    isDefault: row.isDefault,
    isRecommended: row.isRecommended,
    deprecatedAt: row.deprecatedAt?.toISOString() ?? null,
    routeCount,
    detected: readDetected(row.detected),
    isShared: row.workspaceId === null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The limits of a provider, a key or a model. */
export function limitsOf(row: { limits: Limits }): Limits {
  const { requestsPerMinute, tokensPerMinute, concurrency } = row.limits;
  return {
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

/** How a row's key is sent. */
export function authOf(row: Pick<ProviderRow, "auth">): ProviderView["auth"] {
  const { type, header } = row.auth;
  const known = type === "header" || type === "none" ? type : "bearer";
  return { type: known, ...(header === undefined ? {} : { header }) };
}

function headerNamesOf(row: ProviderRow): string[] {
  if (row.headers === null) return [];
  try {
    return Object.keys(openSecrets(ownVault(), row.id, { apiKey: null, headers: row.headers }).headers).sort();
  } catch {
    // Sealed with a key that this installation no longer has: the list still has to be shown, so that it can be mended.
    return [];
  }
}

function readDetected(stored: ModelRow["detected"]): ModelView["detected"] {
  const read = detectedSchema.safeParse(stored);
  return read.success ? read.data : null;
}

function readFault(text: string | null): Fault | null {
  if (text === null) return null;
  try {
    return faultSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
