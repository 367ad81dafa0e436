// Model providers and their models. A row without a workspace belongs to the whole installation: everybody may use
// it, only the system changes it.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Json, JsonObject } from "@/lib/shared/json";
import { modelStatuses, modelTypes, providerKinds, providerStatuses } from "@/lib/shared/statuses";
import { createdAt, id, moment, money, oneOf, scopeOfNullable, updatedAt } from "./columns";
import { workspaces } from "./tenancy";

const workspaceId = () => uuid("workspace_id").references(() => workspaces.id, { onDelete: "cascade" });

export interface RateLimits {
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  burst?: number;
  concurrency?: number;
}

export interface ModelCapabilities {
  vision?: boolean;
  audio?: boolean;
  tools?: boolean;
  streaming?: boolean;
  json?: boolean;
  reasoning?: boolean;
}

export type ModelParameters = Record<
  string,
  { default?: Json; min?: number; max?: number; step?: number; maxCount?: number }
>;

export const modelProviders = pgTable(
  "model_providers",
  {
    id: id(),
    workspaceId: workspaceId(),
    scope: scopeOfNullable(),
    name: text("name").notNull(),
    kind: text("kind", { enum: providerKinds }).notNull(),
    baseUrl: text("base_url"),
    apiVersion: text("api_version"),
    auth: jsonb("auth").$type<{ type?: string; header?: string }>().notNull().default({}),
    /** Encrypted; the last characters stand beside it so that showing them needs no decryption. */
    apiKey: text("api_key"),
    apiKeyHint: text("api_key_hint"),
    /** Encrypted JSON of further headers. */
    headers: text("headers"),
    timeoutMs: integer("timeout_ms").notNull().default(120_000),
    retryCount: integer("retry_count").notNull().default(2),
    limits: jsonb("limits").$type<RateLimits>().notNull().default({}),
    status: text("status", { enum: providerStatuses }).notNull().default("unchecked"),
    lastCheckedAt: moment("last_checked_at"),
    lastError: text("last_error"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("model_providers_scope_key").on(t.scope, t.id),
    uniqueIndex("model_providers_name_key").on(t.scope, sql`lower(${t.name})`),
    index("model_providers_workspace_idx").on(t.workspaceId),
    oneOf("model_providers", t.kind, providerKinds),
    oneOf("model_providers", t.status, providerStatuses),
  ],
);

export const models = pgTable(
  "models",
  {
    id: id(),
    workspaceId: workspaceId(),
    scope: scopeOfNullable(),
    providerId: uuid("provider_id").notNull(),
    name: text("name").notNull(),
    displayName: text("display_name").notNull(),
    /** What the provider calls it. */
    modelId: text("model_id").notNull(),
    type: text("type", { enum: modelTypes }).notNull().default("chat"),
    contextWindow: integer("context_window"),
    maxTokens: integer("max_tokens"),
    maxInputLength: integer("max_input_length"),
    maxOutputLength: integer("max_output_length"),
    capabilities: jsonb("capabilities").$type<ModelCapabilities>().notNull().default({}),
    languages: text("languages").array().notNull().default([]),
    formats: text("formats").array().notNull().default([]),
    parameters: jsonb("parameters").$type<ModelParameters>().notNull().default({}),
    limits: jsonb("limits").$type<RateLimits>().notNull().default({}),
    /** Per million tokens; NULL = not known. */
    inputPrice: money("input_price"),
    outputPrice: money("output_price"),
    cachedPrice: money("cached_price"),
    currency: text("currency").notNull().default("USD"),
    freeQuota: bigint("free_quota", { mode: "number" }),
    version: text("version"),
    releasedAt: moment("released_at"),
    deprecatedAt: moment("deprecated_at"),
    scores: jsonb("scores").$type<JsonObject>().notNull().default({}),
    status: text("status", { enum: modelStatuses }).notNull().default("active"),
    isDefault: boolean("is_default").notNull().default(false),
    isRecommended: boolean("is_recommended").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    foreignKey({
      name: "models_provider_fk",
      columns: [t.scope, t.providerId],
      foreignColumns: [modelProviders.scope, modelProviders.id],
    }).onDelete("cascade"),
    unique("models_key").on(t.providerId, t.modelId, t.type),
    uniqueIndex("models_name_key").on(t.scope, sql`lower(${t.name})`),
    uniqueIndex("models_default_key").on(t.scope, t.type).where(sql`${t.isDefault}`),
    index("models_workspace_idx").on(t.workspaceId),
    index("models_provider_idx").on(t.scope, t.providerId, t.type),
    index("models_status_idx").on(t.scope, t.status, t.isRecommended),
    oneOf("models", t.type, modelTypes),
    oneOf("models", t.status, modelStatuses),
  ],
);
