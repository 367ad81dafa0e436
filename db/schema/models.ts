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
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/shared/json";
import type { ParameterSpecs } from "@/lib/shared/model-parameters";
import { modelKeyStatuses, modelStatuses, modelTypes, providerKinds, providerStatuses } from "@/lib/shared/statuses";
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

/** What was said of a model by its provider, or is known of it here: what people changed differs from it. */
export interface DetectedFacts {
  from: "provider" | "known";
  at: string;
  contextWindow?: number;
  maxTokens?: number;
  capabilities?: ModelCapabilities;
  inputPrice?: number;
  outputPrice?: number;
  cachedPrice?: number;
  currency?: string;
  parameters?: ParameterSpecs;
}

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
    parameters: jsonb("parameters").$type<ParameterSpecs>().notNull().default({}),
    detected: jsonb("detected").$type<DetectedFacts>(),
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
    unique("models_scope_key").on(t.scope, t.id),
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

/** Further keys of a provider beside its own, so that calls can be spread over several accounts. */
export const modelKeys = pgTable(
  "model_keys",
  {
    id: id(),
    workspaceId: workspaceId(),
    scope: scopeOfNullable(),
    providerId: uuid("provider_id").notNull(),
    name: text("name").notNull(),
    /** Encrypted, like a provider's. */
    apiKey: text("api_key").notNull(),
    apiKeyHint: text("api_key_hint"),
    /** Share of the calls among the provider's keys. */
    weight: integer("weight").notNull().default(1),
    limits: jsonb("limits").$type<RateLimits>().notNull().default({}),
    status: text("status", { enum: modelKeyStatuses }).notNull().default("active"),
    lastError: text("last_error"),
    lastUsedAt: moment("last_used_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    foreignKey({
      name: "model_keys_provider_fk",
      columns: [t.scope, t.providerId],
      foreignColumns: [modelProviders.scope, modelProviders.id],
    }).onDelete("cascade"),
    unique("model_keys_name_key").on(t.providerId, t.name),
    index("model_keys_workspace_idx").on(t.workspaceId),
    oneOf("model_keys", t.status, modelKeyStatuses),
  ],
);

/** Which models answer for a model, in which order; a model without routes answers for itself. */
export const modelRoutes = pgTable(
  "model_routes",
  {
    id: id(),
    workspaceId: workspaceId(),
    scope: scopeOfNullable(),
    modelId: uuid("model_id").notNull(),
    targetModelId: uuid("target_model_id").notNull(),
    /** Lower ones are tried first; those of one priority share the calls by weight. */
    priority: integer("priority").notNull().default(0),
    weight: integer("weight").notNull().default(1),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "model_routes_model_fk",
      columns: [t.scope, t.modelId],
      foreignColumns: [models.scope, models.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "model_routes_target_fk",
      columns: [t.scope, t.targetModelId],
      foreignColumns: [models.scope, models.id],
    }).onDelete("cascade"),
    unique("model_routes_key").on(t.modelId, t.targetModelId),
    index("model_routes_workspace_idx").on(t.workspaceId),
    index("model_routes_target_idx").on(t.scope, t.targetModelId),
  ],
);

/** What limits of keys and models count over all processes, a row for each minute; emptied by a crash of the database. */
export const callWindows = pgTable(
  "call_windows",
  {
    /** The id of a key, a provider or a model. */
    subjectId: uuid("subject_id").notNull(),
    minute: moment("minute").notNull(),
    requests: integer("requests").notNull().default(0),
    tokens: bigint("tokens", { mode: "number" }).notNull().default(0),
  },
  (t) => [primaryKey({ name: "call_windows_pk", columns: [t.subjectId, t.minute] })],
);

/** Calls that are being made, so that all processes together keep to a limit; those of dead processes run out. */
export const callSlots = pgTable(
  "call_slots",
  { id: id(), subjectId: uuid("subject_id").notNull(), expiresAt: moment("expires_at").notNull() },
  (t) => [index("call_slots_subject_idx").on(t.subjectId, t.expiresAt)],
);

/** Keys and models that refused or failed, and are left alone for a while. */
export const callPauses = pgTable("call_pauses", {
  subjectId: uuid("subject_id").primaryKey(),
  until: moment("until").notNull(),
  reason: text("reason").notNull(),
  failures: integer("failures").notNull().default(1),
});
