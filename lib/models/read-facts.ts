// What views of providers, keys and models tell beside their own rows: how many keys and routes there are, and what is
// left alone at the moment. Server only.

import { and, count, gt, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { callPauses, modelKeys, modelRoutes } from "@/db/schema/models";
import { isErrorCode } from "../shared/errors";
import type { Pause } from "./contract";
import type { ProviderFacts } from "./views";

/** What is left alone at the moment among keys, providers and models. */
export async function readPauses(tx: Transaction, subjectIds: string[]): Promise<Map<string, Pause>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(callPauses)
    .where(and(inArray(callPauses.subjectId, subjectIds), gt(callPauses.until, sql`now()`)));
  return new Map(
    rows.map(({ subjectId, until, reason, failures }) => [
      subjectId,
      { until: until.toISOString(), reason: isErrorCode(reason) ? reason : "provider_failed", failures },
    ]),
  );
}

/** What views of these providers tell beside their rows; one that has nothing of it is there too. */
export async function readProviderFacts(tx: Transaction, providerIds: string[]): Promise<Map<string, ProviderFacts>> {
  const facts = new Map<string, ProviderFacts>(providerIds.map((id) => [id, { keyCount: 0, pause: null }]));
  if (providerIds.length === 0) return facts;
  const counts = await tx
    .select({ providerId: modelKeys.providerId, keys: count() })
    .from(modelKeys)
    .where(inArray(modelKeys.providerId, providerIds))
    .groupBy(modelKeys.providerId);
  const pauses = await readPauses(tx, providerIds);
  for (const { providerId, keys } of counts) facts.set(providerId, { keyCount: keys, pause: null });
  for (const [id, pause] of pauses) facts.set(id, { keyCount: facts.get(id)?.keyCount ?? 0, pause });
  return facts;
}

/** How many models answer for each of these in its place, as far as there are any. */
export async function readRouteCounts(tx: Transaction, modelIds: string[]): Promise<Map<string, number>> {
  if (modelIds.length === 0) return new Map();
  const rows = await tx
    .select({ modelId: modelRoutes.modelId, routes: count() })
    .from(modelRoutes)
    .where(inArray(modelRoutes.modelId, modelIds))
    .groupBy(modelRoutes.modelId);
  return new Map(rows.map(({ modelId, routes }) => [modelId, routes]));
}
