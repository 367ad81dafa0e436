// What pages ask about providers and models, as queries. Keys carry the workspace, because one tab may visit several.

import { queryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import {
  listLocalProviders,
  listModels,
  listOfferedModels,
  listProviders,
  type ModelView,
  type ProviderView,
} from "./contract";
import { listModelRoutes, listModelUses, listProviderKeys } from "./routing-contract";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const pageSize = 100;
const maxPages = 10;

/** Reads pages one after the other, up to a thousand rows: a workspace has dozens of models, not more. */
export async function collectPages<T>(
  read: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const found: Page<T> = await read({ limit: pageSize, ...(cursor === null ? {} : { cursor }) });
    all.push(...found.items);
    cursor = found.nextCursor;
    if (cursor === null) break;
  }
  return all;
}

/** The key above all queries of this feature. */
export const modelsKey = (workspace: string) => ["models", workspace] as const;

/** Every provider that the workspace may use. */
export function providersQuery(workspace: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "providers"],
    queryFn: ({ signal }) => collectPages<ProviderView>((query) => callOperation(listProviders, { query, signal })),
  });
}

/** Every model that the workspace may use. */
export function modelsQuery(workspace: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "all"],
    queryFn: ({ signal }) => collectPages<ModelView>((query) => callOperation(listModels, { query, signal })),
  });
}

/** Model servers found on the server itself. */
export function localProvidersQuery(workspace: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "local"],
    queryFn: async ({ signal }) => (await callOperation(listLocalProviders, { signal })).items,
    staleTime: 60_000,
  });
}

/** A provider's further keys. */
export function providerKeysQuery(workspace: string, providerId: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "keys", providerId],
    queryFn: async ({ signal }) => (await callOperation(listProviderKeys, { params: { providerId }, signal })).items,
  });
}

/** The models that answer for a model. */
export function modelRoutesQuery(workspace: string, modelId: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "routes", modelId],
    queryFn: async ({ signal }) => (await callOperation(listModelRoutes, { params: { modelId }, signal })).items,
  });
}

/** Where a model is used. */
export function modelUsesQuery(workspace: string, modelId: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "uses", modelId],
    queryFn: ({ signal }) => callOperation(listModelUses, { params: { modelId }, signal }),
  });
}

/** What a saved provider itself offers. */
export function offeredModelsQuery(workspace: string, providerId: string) {
  return queryOptions({
    queryKey: [...modelsKey(workspace), "offered", providerId],
    queryFn: ({ signal }) => callOperation(listOfferedModels, { params: { providerId }, signal }),
    staleTime: 0,
  });
}
