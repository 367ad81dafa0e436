// Who did what (audit), what was called outside and inside (calls), and what it used (usage). These rows outlive what
// they tell of, so they name things by id and by the name they had, without foreign keys.

import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Json, JsonObject } from "@/lib/shared/json";
import {
  actorTypes,
  auditEventTypes,
  auditResults,
  budgetPeriods,
  budgetSubjects,
  callKinds,
  callStatuses,
  riskLevels,
} from "@/lib/shared/statuses";
import { createdAt, id, money, oneOf, updatedAt } from "./columns";
import { workspaces } from "./tenancy";

/** Append-only for everyone but retention. A row without a workspace (a sign-in) is seen by the system alone. */
export const auditLogs = pgTable(
  "audit_logs",
  {
    id: id(),
    workspaceId: uuid("workspace_id"),
    eventType: text("event_type", { enum: auditEventTypes }).notNull(),
    action: text("action").notNull(),
    actorId: uuid("actor_id"),
    actorType: text("actor_type", { enum: actorTypes }).notNull(),
    actorName: text("actor_name").notNull().default(""),
    actorIp: text("actor_ip"),
    actorAgent: text("actor_agent"),
    sessionId: uuid("session_id"),
    resourceType: text("resource_type"),
    resourceId: text("resource_id"),
    resourceName: text("resource_name"),
    before: jsonb("before").$type<Json>(),
    after: jsonb("after").$type<Json>(),
    diff: jsonb("diff").$type<Json>(),
    resultStatus: text("result_status", { enum: auditResults }).notNull().default("success"),
    resultCode: text("result_code"),
    resultMessage: text("result_message"),
    durationMs: integer("duration_ms"),
    rowCount: integer("row_count"),
    riskLevel: text("risk_level", { enum: riskLevels }).notNull().default("low"),
    requiresReview: boolean("requires_review").notNull().default(false),
    sensitive: boolean("sensitive").notNull().default(false),
    classification: text("classification"),
    flags: text("flags").array().notNull().default([]),
    requestId: text("request_id"),
    correlationId: text("correlation_id"),
    metadata: jsonb("metadata").$type<JsonObject>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_logs_list_idx").on(t.workspaceId, t.id),
    index("audit_logs_actor_idx").on(t.workspaceId, t.actorId, t.id),
    index("audit_logs_action_idx").on(t.workspaceId, t.action, t.id),
    index("audit_logs_event_idx").on(t.workspaceId, t.resourceType, t.eventType, t.id),
    index("audit_logs_resource_idx").on(t.workspaceId, t.resourceType, t.resourceId, t.id),
    index("audit_logs_risk_idx").on(t.workspaceId, t.riskLevel, t.id),
    oneOf("audit_logs", t.eventType, auditEventTypes),
    oneOf("audit_logs", t.actorType, actorTypes),
    oneOf("audit_logs", t.resultStatus, auditResults),
    oneOf("audit_logs", t.riskLevel, riskLevels),
  ],
);

export const callLogs = pgTable(
  "call_logs",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** Several calls may share one. */
    requestId: text("request_id"),
    kind: text("kind", { enum: callKinds }).notNull(),
    runId: uuid("run_id"),
    path: text("path"),
    workflowId: uuid("workflow_id"),
    conversationId: uuid("conversation_id"),
    agentId: uuid("agent_id"),
    agentName: text("agent_name"),
    modelId: uuid("model_id"),
    providerId: uuid("provider_id"),
    /** Which of the provider's further keys; NULL = its own. */
    keyId: uuid("key_id"),
    toolId: uuid("tool_id"),
    /** The model's or tool's name as it was. */
    targetName: text("target_name"),
    userId: uuid("user_id"),
    endUserId: uuid("end_user_id"),
    sessionId: uuid("session_id"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    method: text("method"),
    endpoint: text("endpoint"),
    parameters: jsonb("parameters").$type<JsonObject>(),
    /** Redacted, and kept only where the workspace's settings say so. */
    requestHeaders: jsonb("request_headers").$type<JsonObject>(),
    requestBody: jsonb("request_body").$type<Json>(),
    responseHeaders: jsonb("response_headers").$type<JsonObject>(),
    responseBody: jsonb("response_body").$type<Json>(),
    status: text("status", { enum: callStatuses }).notNull(),
    statusCode: integer("status_code"),
    requestBytes: integer("request_bytes"),
    responseBytes: integer("response_bytes"),
    latencyMs: integer("latency_ms"),
    promptTokens: integer("prompt_tokens"),
    completionTokens: integer("completion_tokens"),
    totalTokens: integer("total_tokens"),
    cachedTokens: integer("cached_tokens"),
    cost: money("cost"),
    currency: text("currency"),
    error: jsonb("error").$type<JsonObject>(),
    retryCount: integer("retry_count").notNull().default(0),
    tags: text("tags").array().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [
    index("call_logs_list_idx").on(t.workspaceId, t.id),
    index("call_logs_agent_idx").on(t.workspaceId, t.agentId, t.id),
    index("call_logs_user_idx").on(t.workspaceId, t.userId, t.id),
    index("call_logs_model_idx").on(t.workspaceId, t.modelId, t.id).where(sql`${t.modelId} is not null`),
    index("call_logs_tool_idx").on(t.workspaceId, t.toolId, t.id).where(sql`${t.toolId} is not null`),
    index("call_logs_status_idx").on(t.workspaceId, t.status, t.id),
    index("call_logs_kind_idx").on(t.workspaceId, t.kind, t.id),
    index("call_logs_run_idx").on(t.workspaceId, t.runId),
    index("call_logs_request_idx").on(t.workspaceId, t.requestId),
    oneOf("call_logs", t.kind, callKinds),
    oneOf("call_logs", t.status, callStatuses),
  ],
);

/** What was used on a day, by every dimension at once; quotas and bills add it up. */
export const usageDaily = pgTable(
  "usage_daily",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    day: date("day", { mode: "string" }).notNull(),
    agentId: uuid("agent_id"),
    /** Whose run is above that of the agent, where it is another one's: what was spent counts for both budgets. */
    payerAgentId: uuid("payer_agent_id"),
    workflowId: uuid("workflow_id"),
    modelId: uuid("model_id"),
    userId: uuid("user_id"),
    promptTokens: bigint("prompt_tokens", { mode: "number" }).notNull().default(0),
    completionTokens: bigint("completion_tokens", { mode: "number" }).notNull().default(0),
    cachedTokens: bigint("cached_tokens", { mode: "number" }).notNull().default(0),
    /** Of models. */
    calls: integer("calls").notNull().default(0),
    failedCalls: integer("failed_calls").notNull().default(0),
    runs: integer("runs").notNull().default(0),
    successes: integer("successes").notNull().default(0),
    durationMs: bigint("duration_ms", { mode: "number" }).notNull().default(0),
    cost: money("cost").notNull().default(0),
    currency: text("currency").notNull().default("USD"),
    storageBytes: bigint("storage_bytes", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    unique("usage_daily_key")
      .on(t.workspaceId, t.day, t.agentId, t.workflowId, t.modelId, t.userId, t.currency, t.payerAgentId)
      .nullsNotDistinct(),
  ],
);

/** How much calls of models may cost in a day or a month, for all, for one agent or for one user. */
export const budgets = pgTable(
  "budgets",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    subject: text("subject", { enum: budgetSubjects }).notNull(),
    /** The agent or the user; NULL for the workspace. */
    subjectId: uuid("subject_id"),
    period: text("period", { enum: budgetPeriods }).notNull(),
    amount: money("amount").notNull(),
    currency: text("currency").notNull().default("USD"),
    /** Per cent of the amount from which people are warned. */
    warnAt: integer("warn_at").notNull().default(80),
    /** Whether further calls are refused when it is spent; otherwise it only warns. */
    isHard: boolean("is_hard").notNull().default(true),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("budgets_key").on(t.workspaceId, t.subject, t.subjectId, t.period).nullsNotDistinct(),
    oneOf("budgets", t.subject, budgetSubjects),
    oneOf("budgets", t.period, budgetPeriods),
  ],
);
