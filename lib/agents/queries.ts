// Reads of agents as the team looks at them. Behaviour is read from the draft of the agent's workflow.

import { and, desc, eq, ilike, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { checksumOf } from "../graph/checksum";
import { type CursorParts, readCursor, writeCursor } from "../http/list-cursor";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import type { LifecycleState } from "../shared/statuses";
import { readDraft } from "../workflows/draft-rows";
import { pinPrompts } from "../workflows/pin-prompts";
import { containsPattern } from "../workflows/queries";
import { behaviourOfGraph } from "./behaviour-graph";
import type { AgentDetail, AgentView } from "./contract";

const agentColumns = {
  id: agents.id,
  name: agents.name,
  slug: agents.slug,
  description: agents.description,
  avatar: agents.avatar,
  workflowId: agents.workflowId,
  lifecycleState: agents.lifecycleState,
  visibility: agents.visibility,
  limits: agents.limits,
  createdAt: agents.createdAt,
  updatedAt: agents.updatedAt,
  publishedNumber: workflowVersions.number,
  publishedAt: workflowVersions.createdAt,
  draftChangedAt: workflows.updatedAt,
};

function selectAgents(tx: Transaction) {
  return tx
    .select(agentColumns)
    .from(agents)
    .innerJoin(workflows, eq(workflows.id, agents.workflowId))
    .leftJoin(workflowVersions, eq(workflowVersions.id, workflows.publishedVersionId));
}

type AgentRow = Awaited<ReturnType<typeof selectAgents>>[number];

/** The face of an agent: what was chosen, else its first letter in the hue of answers. */
export function avatarOf(row: { name: string; avatar: AgentRow["avatar"] }): AgentView["avatar"] {
  return {
    text: row.avatar.text || (Array.from(row.name.trim())[0] ?? "").toUpperCase(),
    hue: row.avatar.hue ?? "answer",
  };
}

function viewOf({ publishedAt, draftChangedAt, limits: _, ...row }: AgentRow): AgentView {
  return {
    ...row,
    avatar: avatarOf(row),
    // The list tells it by times, which may name a change that was taken back; the detail page compares graphs.
    hasUnpublishedChanges: publishedAt === null || draftChangedAt > publishedAt,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function after(cursor: CursorParts): SQL {
  return sql`(${agents.updatedAt}, ${agents.id}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`;
}

/** Agents, the last changed first; the one behind "talk to a model" is not among them. */
export async function listAgents(
  scope: Scope,
  query: {
    cursor?: string | undefined;
    limit: number;
    search?: string | undefined;
    lifecycleState?: LifecycleState | undefined;
  },
): Promise<{ items: AgentView[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const pattern = query.search ? containsPattern(query.search) : null;
    const rows = await selectAgents(tx)
      .where(
        and(
          eq(agents.workspaceId, scope.workspaceId),
          isNull(agents.archivedAt),
          isNull(agents.builtin),
          scope.agentId ? eq(agents.id, scope.agentId) : undefined,
          query.lifecycleState ? eq(agents.lifecycleState, query.lifecycleState) : undefined,
          pattern ? or(ilike(agents.name, pattern), ilike(agents.description, pattern)) : undefined,
          query.cursor ? after(readCursor(query.cursor)) : undefined,
        ),
      )
      .orderBy(desc(agents.updatedAt), desc(agents.id))
      .limit(query.limit + 1);
    return toPage(rows.map(viewOf), query.limit, (row) => writeCursor({ at: row.updatedAt, id: row.id }));
  });
}

/** One agent inside a transaction, with its behaviour; `not_found` for another workspace's or an archived one. */
export async function findAgent(tx: Transaction, scope: Pick<Scope, "agentId">, agentId: string): Promise<AgentDetail> {
  const [row] = await selectAgents(tx).where(and(eq(agents.id, agentId), isNull(agents.archivedAt)));
  if (!row || (scope.agentId && scope.agentId !== agentId)) throw new AppError("not_found", "There is no such agent.");
  const { workflow, graph } = await readDraft(tx, row.workflowId);
  const published = await pinPrompts(tx, workflow.workspaceId, graph);
  const [live] = workflow.publishedVersionId
    ? await tx
        .select({ checksum: workflowVersions.checksum })
        .from(workflowVersions)
        .where(eq(workflowVersions.id, workflow.publishedVersionId))
    : [];
  return {
    ...viewOf(row),
    hasUnpublishedChanges: live?.checksum !== checksumOf(published),
    behaviour: behaviourOfGraph(graph),
    limits: { concurrentRuns: row.limits.concurrentRuns ?? null },
    revision: workflow.revision,
  };
}

/** One agent. */
export async function getAgent(scope: Scope, agentId: string): Promise<AgentDetail> {
  return withWorkspace(scope.workspaceId, (tx) => findAgent(tx, scope, agentId));
}
