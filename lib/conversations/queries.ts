// Reads of conversations as the person sees them who has them. A chat window is one statement on runs: no join, no JSON
// column, one index range.

import { and, asc, desc, eq, ilike, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { conversations } from "@/db/schema/conversations";
import { runNodeLogs } from "@/db/schema/run-logs";
import { runGraphs, runs } from "@/db/schema/runs";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import { readWorkspace, withWorkspace } from "@/db/scope";
import { greetingOf } from "../agents/behaviour-graph";
import { avatarOf } from "../agents/queries";
import type { Scope } from "../auth/scope";
import type { Graph } from "../graph/schema";
import { toPage } from "../http/page";
import { inputFieldsOf } from "../nodes/start/check-inputs";
import { comparePaths } from "../run-log/compare-places";
import type { RunStatus } from "../run-log/events";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { containsPattern } from "../workflows/queries";
import type { ConversationView, TalkerView, ThoughtView, TurnView } from "./contract";
import { type ConversationPlace, readPlace, writePlace } from "./conversation-cursor";
import { turnsStatement } from "./turns-statement";

type ConversationRow = typeof conversations.$inferSelect;

export function viewOfConversation(row: ConversationRow): ConversationView {
  return {
    id: row.id,
    agentId: row.agentId,
    title: row.title === "" ? null : row.title,
    pinned: row.pinned,
    runCount: row.runCount,
    headRunId: row.headRunId,
    lastActivityAt: row.lastActivityAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

/** The rows that are the person's own: nobody else's conversations, whatever the workspace. */
function own(scope: Scope): SQL | undefined {
  if (!scope.userId) throw new AppError("forbidden", "Only a person has conversations.");
  return and(
    eq(conversations.workspaceId, scope.workspaceId),
    eq(conversations.userId, scope.userId),
    scope.agentId ? eq(conversations.agentId, scope.agentId) : undefined,
    isNull(conversations.deletedAt),
  );
}

function after({ pinned, at, id }: ConversationPlace): SQL {
  const { pinned: isPinned, lastActivityAt, id: ownId } = conversations;
  return sql`(${isPinned}, ${lastActivityAt}, ${ownId}) < (${pinned}::boolean, ${at}::timestamptz, ${id}::uuid)`;
}

/** One's conversations: those that are pinned, then the others, the last active first. */
export async function listConversations(
  scope: Scope,
  query: { cursor?: string | undefined; limit: number; search?: string | undefined; agentId?: string | undefined },
): Promise<{ items: ConversationView[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(conversations)
      .where(
        and(
          own(scope),
          query.agentId ? eq(conversations.agentId, query.agentId) : undefined,
          query.search ? ilike(conversations.title, containsPattern(query.search)) : undefined,
          query.cursor ? after(readPlace(query.cursor)) : undefined,
        ),
      )
      .orderBy(desc(conversations.pinned), desc(conversations.lastActivityAt), desc(conversations.id))
      .limit(query.limit + 1);
    return toPage(rows.map(viewOfConversation), query.limit, (row) =>
      writePlace({ pinned: row.pinned, at: row.lastActivityAt, id: row.id }),
    );
  });
}

/** One of one's own conversations; `not_found` for anybody else's. */
export async function findConversation(
  tx: Transaction,
  scope: Scope,
  conversationId: string,
): Promise<ConversationRow> {
  const [row] = await tx
    .select()
    .from(conversations)
    .where(and(own(scope), eq(conversations.id, conversationId)));
  if (!row) throw new AppError("not_found", "There is no such conversation.");
  return row;
}

const talkerColumns = {
  id: agents.id,
  name: agents.name,
  slug: agents.slug,
  description: agents.description,
  avatar: agents.avatar,
  publishedNumber: workflowVersions.number,
  graph: runGraphs.graph,
};

function selectTalkers(tx: Transaction) {
  return tx
    .select(talkerColumns)
    .from(agents)
    .innerJoin(workflows, eq(workflows.id, agents.workflowId))
    .leftJoin(workflowVersions, eq(workflowVersions.id, workflows.publishedVersionId))
    .leftJoin(
      runGraphs,
      and(eq(runGraphs.workspaceId, agents.workspaceId), eq(runGraphs.checksum, workflowVersions.checksum)),
    );
}

type TalkerRow = Omit<Awaited<ReturnType<typeof selectTalkers>>[number], "graph"> & { graph: Graph | null };

function talkerOf({ graph, ...row }: TalkerRow): TalkerView {
  const greeting = graph ? greetingOf(graph) : { welcomeMessage: "", suggestedQuestions: [] };
  return { ...row, ...greeting, avatar: avatarOf(row), inputs: graph ? inputFieldsOf(graph) : [] };
}

/** Agents that one may talk to: published and not archived. */
export async function listTalkers(
  scope: Scope,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: TalkerView[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await selectTalkers(tx)
      .where(
        and(
          eq(agents.workspaceId, scope.workspaceId),
          isNull(agents.archivedAt),
          isNull(agents.builtin),
          sql`${workflows.publishedVersionId} is not null`,
          ne(agents.lifecycleState, "offline"),
          scope.agentId ? eq(agents.id, scope.agentId) : undefined,
          query.cursor ? sql`${agents.id} > ${query.cursor}::uuid` : undefined,
        ),
      )
      .orderBy(asc(agents.id))
      .limit(query.limit + 1);
    return toPage(rows.map(talkerOf), query.limit, (row) => row.id);
  });
}

/** What a question was asked with. */
async function inputsOf(tx: Transaction, runId: string): Promise<JsonObject> {
  const [row] = await tx.select({ inputs: runs.inputs }).from(runs).where(eq(runs.id, runId));
  return row?.inputs ?? {};
}

/** A conversation with the agent it is held with, and what the newest question was asked with. */
export async function getConversation(
  scope: Scope,
  conversationId: string,
): Promise<ConversationView & { agent: TalkerView; inputs: JsonObject }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const row = await findConversation(tx, scope, conversationId);
    const [agent] = await selectTalkers(tx).where(eq(agents.id, row.agentId));
    if (!agent) throw new AppError("not_found", "The agent of this conversation is gone.");
    // Most agents ask for nothing.
    const asks = row.headRunId !== null && agent.graph !== null && inputFieldsOf(agent.graph).length > 0;
    const inputs = asks && row.headRunId ? await inputsOf(tx, row.headRunId) : {};
    return { ...viewOfConversation(row), agent: talkerOf(agent), inputs };
  });
}

export interface TurnRow {
  id: string;
  previous_run_id: string | null;
  status: RunStatus;
  user_query: string | null;
  final_response: string | null;
  error_code: string | null;
  total_tokens: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** One question and its answer as a bubble shows them. */
export function turnOf(row: TurnRow): TurnView {
  return {
    id: row.id,
    previousRunId: row.previous_run_id,
    status: row.status,
    query: row.user_query,
    response: row.final_response,
    errorCode: row.error_code,
    totalTokens: row.total_tokens,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** Questions and answers, the newest first. */
export async function listTurns(
  scope: Scope,
  conversationId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: TurnView[]; nextCursor: string | null }> {
  await withWorkspace(scope.workspaceId, (tx) => findConversation(tx, scope, conversationId));
  const rows = await readWorkspace(scope.workspaceId, (client) =>
    turnsStatement<TurnRow[]>(client, conversationId, query.cursor ?? null, query.limit + 1),
  );
  return toPage(rows.map(turnOf), query.limit, (row) => row.id);
}

/** What the agent thought on the way to one answer: read only when somebody opens it. */
export async function listThoughts(
  scope: Scope,
  conversationId: string,
  runId: string,
): Promise<{ items: ThoughtView[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findTurn(tx, scope, conversationId, runId);
    const rows = await tx
      .select()
      .from(runNodeLogs)
      .where(
        and(
          eq(runNodeLogs.runId, runId),
          ne(runNodeLogs.status, "skipped"),
          sql`(${runNodeLogs.renderMode} = 'thought' or (${runNodeLogs.renderMode} = 'message' and ${runNodeLogs.thought} is not null))`,
        ),
      )
      .orderBy(asc(runNodeLogs.rank), asc(runNodeLogs.path), desc(runNodeLogs.attempt))
      .limit(500);
    // Text sorts the tenth turn of a loop before the second.
    rows.sort((a, b) => a.rank - b.rank || comparePaths(a.path, b.path) || b.attempt - a.attempt);
    const newest = rows.filter((row, index) => rows[index - 1]?.path !== row.path);
    return {
      items: newest.map((row) => ({
        path: row.path,
        name: row.nodeName,
        type: row.nodeType,
        status: row.status,
        summary: row.summary,
        durationMs: row.durationMs,
        content: row.renderMode === "thought" ? row.content : row.thought,
        error: row.error && { code: row.error.code, message: row.error.message },
      })),
    };
  });
}

/** Makes sure that a run is a turn of one's own conversation. */
async function findTurn(tx: Transaction, scope: Scope, conversationId: string, runId: string): Promise<void> {
  await findConversation(tx, scope, conversationId);
  const [row] = await tx.execute<{ id: string }>(
    sql`select id from runs where id = ${runId} and conversation_id = ${conversationId}`,
  );
  if (!row) throw new AppError("not_found", "There is no such question in this conversation.");
}

/** The same in a transaction of its own. */
export async function requireTurn(scope: Scope, conversationId: string, runId: string): Promise<void> {
  await withWorkspace(scope.workspaceId, (tx) => findTurn(tx, scope, conversationId, runId));
}
