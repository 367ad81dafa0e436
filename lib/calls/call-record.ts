// What is noted of one call of a model or a tool, by whoever made it, and the row that it becomes. Pure; knows neither
// the database nor what is called.

import type { Usage } from "../run-log/events";
import { newId } from "../shared/ids";
import type { Json, JsonObject } from "../shared/json";
import type { callKinds, callStatuses } from "../shared/statuses";
import { redactBody } from "./redact-body";

export type CallKind = (typeof callKinds)[number];
export type CallStatus = (typeof callStatuses)[number];

/** For whom a call is made: what it costs counts for all of these. */
export interface Caller {
  workspaceId: string;
  runId: string | null;
  workflowId: string | null;
  agentId: string | null;
  agentName: string | null;
  /** Whose run has led to this one from above, where it is another agent's: its budget pays too. */
  payerAgentId?: string | null;
  conversationId: string | null;
  userId: string | null;
}

export interface CallRecord {
  caller: Caller;
  kind: CallKind;
  /** Where in the run. */
  path: string | null;
  /** The model's or tool's name as people see it. */
  targetName: string;
  modelId?: string;
  providerId?: string;
  /** Which of the provider's further keys. */
  keyId?: string | null;
  toolId?: string;
  status: CallStatus;
  statusCode?: number;
  error?: { code: string; message: string };
  /** When it ended, in Unix milliseconds. */
  endedAt: number;
  latencyMs: number;
  usage?: Usage;
  /** How often the same call was tried before. */
  retryCount?: number;
  method?: string;
  endpoint?: string;
  requestBytes?: number;
  responseBytes?: number;
  /** Kept only where the workspace's settings say so; made only then. */
  parameters?: () => JsonObject;
  bodies?: () => { request: Json; response: Json };
  tags?: string[];
}

/** What a workspace wants kept beside the bare facts. */
export interface Kept {
  keepParameters: boolean;
  keepBodies: boolean;
}

/** The row of a call, as its statement reads it. */
export function rowOfCall(record: CallRecord, kept: Kept, id = newId()): object {
  const { caller, usage } = record;
  const bodies = kept.keepBodies ? record.bodies?.() : undefined;
  const parameters = kept.keepParameters ? record.parameters?.() : undefined;
  return {
    id,
    workspace_id: caller.workspaceId,
    kind: record.kind,
    run_id: caller.runId,
    path: record.path,
    workflow_id: caller.workflowId,
    conversation_id: caller.conversationId,
    agent_id: caller.agentId,
    agent_name: caller.agentName,
    payer_agent_id: caller.payerAgentId === caller.agentId ? null : (caller.payerAgentId ?? null),
    user_id: caller.userId,
    model_id: record.modelId ?? null,
    provider_id: record.providerId ?? null,
    key_id: record.keyId ?? null,
    tool_id: record.toolId ?? null,
    target_name: record.targetName,
    method: record.method ?? null,
    endpoint: record.endpoint ?? null,
    parameters: parameters === undefined ? null : redactBody(parameters),
    request_body: bodies === undefined ? null : redactBody(bodies.request),
    response_body: bodies === undefined ? null : redactBody(bodies.response),
    status: record.status,
    status_code: record.statusCode ?? null,
    request_bytes: record.requestBytes ?? null,
    response_bytes: record.responseBytes ?? null,
    latency_ms: Math.max(0, Math.round(record.latencyMs)),
    prompt_tokens: usage?.promptTokens ?? null,
    completion_tokens: usage?.completionTokens ?? null,
    total_tokens: usage ? usage.promptTokens + usage.completionTokens : null,
    cached_tokens: usage?.cachedTokens ?? null,
    cost: usage?.cost ?? null,
    currency: usage?.currency ?? null,
    error: record.error ?? null,
    retry_count: record.retryCount ?? 0,
    tags: record.tags ?? [],
    created_at: new Date(record.endedAt).toISOString(),
  };
}

/** A run that has ended, as usage counts it. */
export interface RunEnd {
  workspaceId: string;
  workflowId: string | null;
  agentId: string | null;
  userId: string | null;
  succeeded: boolean;
  durationMs: number;
  /** In Unix milliseconds. */
  endedAt: number;
}

/** The row of a run's end, as its statement reads it. */
export function rowOfRunEnd(end: RunEnd): object {
  return {
    workspace_id: end.workspaceId,
    workflow_id: end.workflowId,
    agent_id: end.agentId,
    user_id: end.userId,
    successes: end.succeeded ? 1 : 0,
    duration_ms: Math.max(0, Math.round(end.durationMs)),
    ended_at: new Date(end.endedAt).toISOString(),
  };
}
