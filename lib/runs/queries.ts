// Reads of runs as people look at them: the list by keyset, one run, what its nodes did. Names stand in the rows as
// they were, so a list needs no join to find its page.

import { and, asc, desc, eq, gt, gte, isNull, lt, type SQL, sql } from "drizzle-orm";
import { users } from "@/db/schema/identity";
import { runNodeLogs } from "@/db/schema/run-logs";
import { runs } from "@/db/schema/runs";
import { workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import { firstIdAt } from "../shared/ids";
import type { NodeLogDetail, NodeLogView, RunFilter, RunSummary, RunView } from "./contract";

/** How much of a question a list shows. */
const queryPreview = 160;

const summaryColumns = {
  id: runs.id,
  status: runs.status,
  kind: runs.kind,
  trigger: runs.trigger,
  workflowId: runs.workflowId,
  workflowName: runs.workflowName,
  agentId: runs.agentId,
  agentName: runs.agentName,
  versionId: runs.versionId,
  conversationId: runs.conversationId,
  userId: runs.userId,
  userQuery: runs.userQuery,
  parentRunId: runs.parentRunId,
  error: runs.error,
  totalTokens: runs.totalTokens,
  cost: runs.cost,
  currency: runs.currency,
  createdAt: runs.createdAt,
  startedAt: runs.startedAt,
  finishedAt: runs.finishedAt,
};

interface SummaryRow {
  id: string;
  status: RunSummary["status"];
  kind: RunSummary["kind"];
  trigger: RunSummary["trigger"];
  workflowId: string;
  workflowName: string | null;
  agentId: string | null;
  agentName: string | null;
  conversationId: string | null;
  userQuery: string | null;
  parentRunId: string | null;
  error: RunSummary["error"];
  totalTokens: number;
  cost: number;
  currency: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  versionNumber: number | null;
  userName: string | null;
}

function summaryOf(row: SummaryRow): RunSummary {
  return {
    id: row.id,
    status: row.status,
    kind: row.kind,
    trigger: row.trigger,
    workflowId: row.workflowId,
    workflowName: row.workflowName ?? "",
    agentId: row.agentId,
    agentName: row.agentName,
    versionNumber: row.versionNumber,
    conversationId: row.conversationId,
    userName: row.userName,
    query: row.userQuery === null ? null : row.userQuery.slice(0, queryPreview),
    parentRunId: row.parentRunId,
    error: row.error,
    totalTokens: row.totalTokens,
    cost: row.cost,
    currency: row.currency,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** The newest runs of a workspace, `limit` and one more to tell whether there is a next page. */
export async function listRuns(
  scope: Scope,
  query: RunFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: RunSummary[]; nextCursor: string | null }> {
  const filters: SQL[] = [eq(runs.workspaceId, scope.workspaceId)];
  if (query.status) filters.push(eq(runs.status, query.status));
  if (query.agentId) filters.push(eq(runs.agentId, query.agentId));
  if (scope.agentId) filters.push(eq(runs.agentId, scope.agentId));
  if (query.workflowId) filters.push(eq(runs.workflowId, query.workflowId));
  if (query.trigger) filters.push(eq(runs.trigger, query.trigger));
  // Word for word the condition of their index.
  if (query.dead)
    filters.push(
      sql`${runs.status} = 'failed' and ${runs.error} ->> 'code' = 'interrupted' and ${runs.metadata} ->> 'repeatedAs' is null`,
    );
  if (query.parent) filters.push(eq(runs.parentRunId, query.parent));
  const asksForParts = query.parent || query.agentId || query.workflowId || query.trigger === "subflow" || query.dead;
  if (!asksForParts) filters.push(isNull(runs.parentRunId));
  // Ids begin with their time, so that a span of time is a span of ids and needs no index of its own.
  if (query.from) filters.push(gte(runs.id, firstIdAt(Date.parse(query.from))));
  if (query.to) filters.push(lt(runs.id, firstIdAt(Date.parse(query.to))));
  if (query.cursor) filters.push(lt(runs.id, query.cursor));
  return withWorkspace(scope.workspaceId, async (tx) => {
    const page = tx
      .select(summaryColumns)
      .from(runs)
      .where(and(...filters))
      .orderBy(desc(runs.id))
      .limit(query.limit + 1)
      .as("page");
    const rows = await tx
      .select({ ...columnsOf(page), versionNumber: workflowVersions.number, userName: users.name })
      .from(page)
      .leftJoin(workflowVersions, eq(workflowVersions.id, page.versionId))
      .leftJoin(users, eq(users.id, page.userId))
      .orderBy(desc(page.id));
    return toPage(rows.map(summaryOf), query.limit, (run) => run.id);
  });
}

/** The columns of the page's subquery, for the outer select. */
function columnsOf<T extends Record<keyof typeof summaryColumns, unknown>>(
  page: T,
): Pick<T, keyof typeof summaryColumns> {
  return Object.fromEntries(Object.keys(summaryColumns).map((key) => [key, Reflect.get(page, key)])) as Pick<
    T,
    keyof typeof summaryColumns
  >;
}

/** One run; `not_found` for another workspace's. */
export async function getRun(scope: Scope, runId: string): Promise<RunView> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx
      .select({
        ...summaryColumns,
        inputs: runs.inputs,
        outputs: runs.outputs,
        largeOutputs: runs.largeOutputs,
        response: runs.finalResponse,
        promptTokens: runs.promptTokens,
        completionTokens: runs.completionTokens,
        firstTokenMs: runs.firstTokenMs,
        attempt: runs.attempt,
        parentPath: runs.parentPath,
        forkedFrom: runs.forkedFrom,
        graphChecksum: runs.graphChecksum,
        versionNumber: workflowVersions.number,
        userName: users.name,
      })
      .from(runs)
      .leftJoin(workflowVersions, eq(workflowVersions.id, runs.versionId))
      .leftJoin(users, eq(users.id, runs.userId))
      .where(eq(runs.id, runId));
    if (!row || (scope.agentId && scope.agentId !== row.agentId))
      throw new AppError("not_found", "There is no such run.");
    return {
      ...summaryOf(row),
      query: row.userQuery,
      inputs: row.inputs ?? {},
      outputs: row.outputs,
      largeOutputs: row.largeOutputs,
      response: row.response,
      promptTokens: row.promptTokens,
      completionTokens: row.completionTokens,
      firstTokenMs: row.firstTokenMs,
      attempt: row.attempt,
      parentPath: row.parentPath,
      forkedFrom: row.forkedFrom,
      graphChecksum: row.graphChecksum,
    };
  });
}

const logColumns = {
  path: runNodeLogs.path,
  attempt: runNodeLogs.attempt,
  seq: runNodeLogs.seq,
  nodeId: runNodeLogs.nodeId,
  name: runNodeLogs.nodeName,
  type: runNodeLogs.nodeType,
  renderMode: runNodeLogs.renderMode,
  status: runNodeLogs.status,
  summary: runNodeLogs.summary,
  startedAt: runNodeLogs.startedAt,
  finishedAt: runNodeLogs.finishedAt,
  durationMs: runNodeLogs.durationMs,
  retries: runNodeLogs.retryCount,
  tokens: runNodeLogs.tokens,
  cost: runNodeLogs.cost,
  error: runNodeLogs.error,
};

function logOf<T extends { startedAt: Date; finishedAt: Date | null }>(row: T) {
  return { ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null };
}

/** What the nodes of a run did, in the order in which it was stored; the cursor is that order's number. */
export async function listRunNodes(
  scope: Scope,
  runId: string,
  query: { cursor?: string | undefined; limit: number; checksums?: "true" | undefined },
): Promise<{ items: NodeLogView[]; nextCursor: string | null }> {
  await getRun(scope, runId);
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select({
        ...logColumns,
        // Outputs may be large; they are read only where somebody compares them.
        ...(query.checksums ? { outputsChecksum: sql<string | null>`md5(${runNodeLogs.outputs}::text)` } : {}),
      })
      .from(runNodeLogs)
      .where(and(eq(runNodeLogs.runId, runId), query.cursor ? gt(runNodeLogs.seq, Number(query.cursor)) : undefined))
      .orderBy(asc(runNodeLogs.seq))
      .limit(query.limit + 1);
    return toPage(rows.map(logOf), query.limit, (row) => String(row.seq));
  });
}

/** One node's log whole; its newest attempt unless one is named. */
export async function getRunNode(
  scope: Scope,
  runId: string,
  query: { path: string; attempt?: number | undefined },
): Promise<NodeLogDetail> {
  await getRun(scope, runId);
  return withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx
      .select({
        ...logColumns,
        content: runNodeLogs.content,
        inputs: runNodeLogs.inputs,
        outputs: runNodeLogs.outputs,
        large: runNodeLogs.large,
        thought: runNodeLogs.thought,
        usage: runNodeLogs.usage,
        writes: runNodeLogs.writes,
        handles: runNodeLogs.handles,
        notes: runNodeLogs.events,
      })
      .from(runNodeLogs)
      .where(
        and(
          eq(runNodeLogs.runId, runId),
          eq(runNodeLogs.path, query.path),
          query.attempt ? eq(runNodeLogs.attempt, query.attempt) : undefined,
        ),
      )
      .orderBy(desc(runNodeLogs.attempt))
      .limit(1);
    if (!row) throw new AppError("not_found", "This node has not run, or not ended, in this run.");
    return { ...logOf(row), writes: row.writes ?? {}, handles: row.handles ?? [], notes: row.notes ?? [] };
  });
}
