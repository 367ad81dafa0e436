// Makes, renames and archives workflows. Agents make theirs through `insertWorkflow` in their own transaction.

import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { agents } from "@/db/schema/agents";
import { workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { emptyGraph, type Graph } from "../graph/schema";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { slugOf } from "../shared/slug";
import type { WorkflowView } from "./contract";
import { sortGraph, writeDraft } from "./draft-rows";
import { checkForm } from "./edit-draft";
import { changingLive } from "./live-version";
import { findWorkflow } from "./queries";
import { starterGraph } from "./starter-graph";
import { writeReferences } from "./write-references";

const meanings = { workflows_name_key: "name_taken", workflows_slug_key: "slug_taken" } as const;

/** Adds a workflow with its draft inside a transaction; gives its id. */
export async function insertWorkflow(
  tx: Transaction,
  scope: Scope,
  given: { name: string; description: string; graph: Graph },
): Promise<string> {
  const graph = sortGraph(given.graph);
  const id = newId();
  await tx.insert(workflows).values({
    id,
    workspaceId: scope.workspaceId,
    name: given.name,
    // The end of the id makes the address unique whatever names others chose.
    slug: `${slugOf(given.name, "workflow")}-${id.slice(-6)}`,
    description: given.description,
    ownerId: scope.userId,
    createdBy: scope.userId,
    updatedBy: scope.userId,
  });
  const place = { workspaceId: scope.workspaceId, workflowId: id };
  await writeDraft(tx, place, emptyGraph(), graph, { revision: 0, userId: scope.userId });
  await writeReferences(tx, place, graph);
  return id;
}

/** Adds a workflow; without a graph it begins with a start that leads to an end. */
export async function createWorkflow(
  scope: Scope,
  given: { name: string; description: string; graph?: Graph | undefined },
): Promise<WorkflowView> {
  const graph = given.graph ?? starterGraph();
  checkForm(graph);
  return withMeanings(meanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const id = await insertWorkflow(tx, scope, { ...given, graph });
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "workflow.create",
        resource: { type: "workflow", id, name: given.name },
      });
      return findWorkflow(tx, id);
    }),
  );
}

/** Renames or describes a workflow. */
export async function updateWorkflow(
  scope: Scope,
  workflowId: string,
  change: { name?: string | undefined; description?: string | undefined },
): Promise<WorkflowView> {
  const work = () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const before = await findWorkflow(tx, workflowId);
      const set = {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.description === undefined ? {} : { description: change.description }),
      };
      await tx
        .update(workflows)
        .set({ ...set, updatedBy: scope.userId })
        .where(eq(workflows.id, workflowId));
      const after = await findWorkflow(tx, workflowId);
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "workflow.update",
        resource: { type: "workflow", id: workflowId, name: after.name },
        before: { name: before.name, description: before.description },
        after: { name: after.name, description: after.description },
      });
      return after;
    });
  return withMeanings(meanings, () => changingLive(work));
}

/** Takes a workflow out of use; an agent's goes with its agent. */
export async function archiveWorkflow(scope: Scope, workflowId: string): Promise<void> {
  const work = async (tx: Transaction) => {
    const workflow = await findWorkflow(tx, workflowId);
    const [agent] = await tx.select({ name: agents.name }).from(agents).where(eq(agents.workflowId, workflowId));
    if (agent) {
      throw new AppError("in_use", `This is the behaviour of the agent ${agent.name}. Archive the agent instead.`, {
        params: { name: agent.name },
      });
    }
    await markArchived(tx, workflow, scope.userId);
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "workflow.archive",
      resource: { type: "workflow", id: workflowId, name: workflow.name },
    });
  };
  await changingLive(() => withWorkspace(scope.workspaceId, work));
}

/** Marks a workflow as archived; its name becomes free for others. */
export async function markArchived(
  tx: Transaction,
  workflow: { id: string; name: string },
  userId: string | null,
): Promise<void> {
  await tx
    .update(workflows)
    .set({ status: "archived", name: `${workflow.name} (${workflow.id.slice(-6)})`, updatedBy: userId })
    .where(eq(workflows.id, workflow.id));
}
