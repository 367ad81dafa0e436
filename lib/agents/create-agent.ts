// Makes, changes and archives agents. The short form writes into the draft of the agent's workflow.

import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { agents } from "@/db/schema/agents";
import { workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { JsonObject } from "../shared/json";
import { slugOf } from "../shared/slug";
import { insertWorkflow, markArchived } from "../workflows/create-workflow";
import { readDraft, writeDraft } from "../workflows/draft-rows";
import { changingLive } from "../workflows/live-version";
import { starterGraph } from "../workflows/starter-graph";
import { writeReferences } from "../workflows/write-references";
import { graphOfBehaviour, withBehaviour } from "./behaviour-graph";
import type { AgentDetail, createAgent as createOperation, updateAgent as updateOperation } from "./contract";
import { findAgent } from "./queries";

type NewAgent = z.output<NonNullable<(typeof createOperation)["body"]>>;
type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;

const meanings = {
  agents_name_key: "name_taken",
  agents_slug_key: "slug_taken",
  workflows_name_key: "name_taken",
} as const;

/** Adds an agent with its workflow: from the short form, or with a blank graph to draw. */
export async function createAgent(scope: Scope, given: NewAgent): Promise<AgentDetail> {
  return withMeanings(meanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const graph = given.behaviour ? graphOfBehaviour(given.behaviour) : starterGraph();
      const id = newId();
      const workflowId = await insertWorkflow(tx, scope, { name: given.name, description: given.description, graph });
      await tx.insert(agents).values({
        id,
        workspaceId: scope.workspaceId,
        workflowId,
        name: given.name,
        slug: `${slugOf(given.name, "agent")}-${id.slice(-6)}`,
        description: given.description,
        avatar: given.avatar ?? {},
        ownerId: scope.userId,
        createdBy: scope.userId,
        updatedBy: scope.userId,
      });
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "agent.create",
        resource: { type: "agent", id, name: given.name },
      });
      return findAgent(tx, scope, id);
    }),
  );
}

function noted({ name, description, visibility, limits }: AgentDetail): JsonObject {
  return { name, description, visibility, limits };
}

/** The limits with those of a change; other limits stay, and null takes one away. */
function limitsAfter(change: AgentDetail["limits"]) {
  return sql`jsonb_strip_nulls(${agents.limits} || ${JSON.stringify(change)}::jsonb)`;
}

/** Changes an agent's face and limits, and with `behaviour` its draft. */
export async function updateAgent(scope: Scope, agentId: string, change: Change): Promise<AgentDetail> {
  const work = () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const before = await findAgent(tx, scope, agentId);
      const { behaviour, baseRevision, limits, ...face } = change;
      const set = Object.fromEntries(Object.entries(face).filter(([, value]) => value !== undefined));
      await tx
        .update(agents)
        .set({
          ...set,
          ...(limits ? { limits: limitsAfter(limits) } : {}),
          updatedAt: new Date(),
          updatedBy: scope.userId,
        })
        .where(eq(agents.id, agentId));
      // The workflow of an agent is called what the agent is called.
      if (face.name !== undefined) {
        await tx.update(workflows).set({ name: face.name }).where(eq(workflows.id, before.workflowId));
      }
      if (behaviour) {
        const { workflow, graph } = await readDraft(tx, before.workflowId, "update");
        if (workflow.revision !== (baseRevision ?? workflow.revision)) {
          throw new AppError("revision_conflict", "Somebody changed this agent in the meantime.", {
            params: { revision: workflow.revision },
            extra: { revision: workflow.revision },
          });
        }
        const next = withBehaviour(graph, behaviour);
        if (!next) {
          throw new AppError("conflict", "This agent's graph was drawn by hand. Change it in the designer.");
        }
        const place = { workspaceId: scope.workspaceId, workflowId: before.workflowId };
        await writeDraft(tx, place, graph, next, { revision: workflow.revision, userId: scope.userId });
        await writeReferences(tx, place, next);
      }
      const after = await findAgent(tx, scope, agentId);
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "agent.update",
        resource: { type: "agent", id: agentId, name: after.name },
        before: noted(before),
        after: noted(after),
      });
      return after;
    });
  return withMeanings(meanings, () => changingLive(work));
}

/** Takes an agent and its workflow out of use; conversations stay readable. */
export async function archiveAgent(scope: Scope, agentId: string): Promise<void> {
  const work = async (tx: Transaction) => {
    const agent = await findAgent(tx, scope, agentId);
    await tx
      .update(agents)
      .set({ archivedAt: new Date(), lifecycleState: "offline", updatedBy: scope.userId })
      .where(eq(agents.id, agentId));
    await markArchived(tx, { id: agent.workflowId, name: agent.name }, scope.userId);
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "agent.archive",
      resource: { type: "agent", id: agentId, name: agent.name },
    });
  };
  await changingLive(() => withWorkspace(scope.workspaceId, work));
}
