// Reads of the log of calls: one workspace's rows, the latest first. Each filter has its index. Server only.

import { and, desc, eq, gte, lt } from "drizzle-orm";
import type { z } from "zod";
import { callLogs } from "@/db/schema/observability";
import { workspaces } from "@/db/schema/tenancy";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import { firstIdAt } from "../shared/ids";
import type { CallDetails, CallLogSettings, CallView, listCalls as listOperation } from "./contract";
import { readLogSettings } from "./log-settings";

type Filter = z.output<NonNullable<(typeof listOperation)["query"]>>;
type Row = typeof callLogs.$inferSelect;

const listed = {
  id: callLogs.id,
  kind: callLogs.kind,
  status: callLogs.status,
  targetName: callLogs.targetName,
  modelId: callLogs.modelId,
  toolId: callLogs.toolId,
  providerId: callLogs.providerId,
  keyId: callLogs.keyId,
  agentId: callLogs.agentId,
  agentName: callLogs.agentName,
  workflowId: callLogs.workflowId,
  runId: callLogs.runId,
  path: callLogs.path,
  conversationId: callLogs.conversationId,
  userId: callLogs.userId,
  promptTokens: callLogs.promptTokens,
  completionTokens: callLogs.completionTokens,
  cachedTokens: callLogs.cachedTokens,
  cost: callLogs.cost,
  currency: callLogs.currency,
  latencyMs: callLogs.latencyMs,
  statusCode: callLogs.statusCode,
  retryCount: callLogs.retryCount,
  error: callLogs.error,
  createdAt: callLogs.createdAt,
};

function viewOf(row: Pick<Row, keyof typeof listed>): CallView {
  const { code, message } = row.error ?? {};
  return {
    ...row,
    error: row.error ? { code: String(code ?? ""), message: String(message ?? "") } : null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** A page of the workspace's calls. */
export async function listCalls(scope: Scope, filter: Filter) {
  const { kind, status, agentId, userId, modelId, toolId, runId, from, to, cursor } = filter;
  const rows = await withWorkspace(scope.workspaceId, (tx) =>
    tx
      .select(listed)
      .from(callLogs)
      .where(
        and(
          eq(callLogs.workspaceId, scope.workspaceId),
          kind ? eq(callLogs.kind, kind) : undefined,
          status ? eq(callLogs.status, status) : undefined,
          agentId ? eq(callLogs.agentId, agentId) : undefined,
          userId ? eq(callLogs.userId, userId) : undefined,
          modelId ? eq(callLogs.modelId, modelId) : undefined,
          toolId ? eq(callLogs.toolId, toolId) : undefined,
          runId ? eq(callLogs.runId, runId) : undefined,
          // Ids carry their time, and are the order of the list.
          from ? gte(callLogs.id, firstIdAt(Date.parse(from))) : undefined,
          to ? lt(callLogs.id, firstIdAt(Date.parse(to))) : undefined,
          cursor ? lt(callLogs.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(callLogs.id))
      .limit(filter.limit + 1),
  );
  return toPage(rows.map(viewOf), filter.limit, (row) => row.id);
}

/** One call with what was kept of it. */
export async function getCall(scope: Scope, callId: string): Promise<CallDetails> {
  const [row] = await withWorkspace(scope.workspaceId, (tx) =>
    tx
      .select({
        ...listed,
        parameters: callLogs.parameters,
        requestBody: callLogs.requestBody,
        responseBody: callLogs.responseBody,
        requestId: callLogs.requestId,
        method: callLogs.method,
        endpoint: callLogs.endpoint,
        requestBytes: callLogs.requestBytes,
        responseBytes: callLogs.responseBytes,
        tags: callLogs.tags,
      })
      .from(callLogs)
      .where(and(eq(callLogs.workspaceId, scope.workspaceId), eq(callLogs.id, callId))),
  );
  if (!row) throw new AppError("not_found", "There is no such call.");
  const { parameters, requestBody, responseBody, requestId, method, endpoint, requestBytes, responseBytes, tags } = row;
  const more = {
    parameters,
    requestBody,
    responseBody,
    requestId,
    method,
    endpoint,
    requestBytes,
    responseBytes,
    tags,
  };
  return { ...viewOf(row), ...more };
}

/** What the workspace's log of calls keeps. */
export async function getCallLogSettings(scope: Scope): Promise<CallLogSettings> {
  const [row] = await withWorkspace(scope.workspaceId, (tx) =>
    tx.select({ settings: workspaces.settings }).from(workspaces).where(eq(workspaces.id, scope.workspaceId)),
  );
  return readLogSettings(row?.settings ?? {});
}
