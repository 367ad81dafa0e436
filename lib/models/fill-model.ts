// What a new model's row holds: what was said, else what its provider tells or what is known of it. Pure.

import type { modelProviders, models } from "@/db/schema/models";
import type { NewModel } from "./contract";
import { detectedOf } from "./detected-facts";

type Provider = Pick<typeof modelProviders.$inferSelect, "id" | "name" | "kind" | "baseUrl">;

/** The columns of a new model, but for its workspace and whether it is the default. */
export function fillModel(provider: Provider, given: NewModel): Omit<typeof models.$inferInsert, "workspaceId"> {
  const known = given.detected ?? detectedOf(provider, given.modelId, null, new Date());
  return {
    providerId: provider.id,
    name: nameOfModel(provider.name, given.modelId, given.type),
    displayName: given.name ?? given.modelId,
    modelId: given.modelId,
    type: given.type,
    contextWindow: given.contextWindow ?? known?.contextWindow ?? null,
    maxTokens: given.maxTokens ?? known?.maxTokens ?? null,
    capabilities: given.capabilities ?? known?.capabilities ?? (given.type === "chat" ? { streaming: true } : {}),
    inputPrice: given.inputPrice ?? known?.inputPrice ?? null,
    outputPrice: given.outputPrice ?? known?.outputPrice ?? null,
    cachedPrice: given.cachedPrice ?? known?.cachedPrice ?? null,
    currency: given.currency ?? known?.currency ?? "USD",
    parameters: given.parameters ?? known?.parameters ?? {},
    detected: known,
    limits: given.limits ?? {},
    isRecommended: given.isRecommended ?? false,
  };
}

/** The name by which a model is told from all others of its workspace. */
export function nameOfModel(providerName: string, modelId: string, type: string): string {
  return `${providerName}/${modelId}${type === "chat" ? "" : `#${type}`}`;
}
