// Saves of a draft: each names the revision it started from, is applied whole or not at all, and is refused with the
// present graph when somebody else was faster, so that the loser can apply its edits to that.

import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { applyEdits } from "../graph/apply-edit";
import type { Edit } from "../graph/edit-schema";
import { type Graph, graphLimits } from "../graph/schema";
import { validate } from "../graph/validate";
import { catalogue } from "../nodes/catalogue";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { readDraft, sortGraph, writeDraft } from "./draft-rows";
import { detailsOf } from "./problem-words";
import { findVersion } from "./queries";
import { writeReferences } from "./write-references";

/** Faults that rows can't hold: ids twice, edges and parents to nowhere. A draft may have every other problem. */
const unstorable = new Set([
  "node_id_duplicate",
  "node_id_reserved",
  "edge_id_duplicate",
  "edge_dangling",
  "parent_unknown",
]);

/** Throws `graph_invalid` where a graph can't even be a draft. */
export function checkForm(graph: Graph): void {
  const problems = validate(graph, catalogue).filter((problem) => unstorable.has(problem.code));
  if (problems.length > 0) {
    throw new AppError("graph_invalid", "The graph does not hang together.", { details: detailsOf(problems) });
  }
}

function conflict(revision: number, graph: Graph): AppError {
  return new AppError("revision_conflict", "Somebody changed the draft in the meantime.", {
    params: { revision },
    extra: { revision, graph: graph as unknown as JsonObject },
  });
}

/** Changes the draft by a function of its graph; gives the new revision, the old one where nothing changed. */
async function changeDraft(
  scope: Scope,
  workflowId: string,
  baseRevision: number,
  change: (graph: Graph) => Graph | Promise<Graph>,
): Promise<{ revision: number }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const { workflow, graph } = await readDraft(tx, workflowId, "update");
    if (workflow.status === "archived") throw new AppError("not_found", "This workflow is archived.");
    if (workflow.revision !== baseRevision) throw conflict(workflow.revision, graph);
    const next = await change(graph);
    if (next === graph) return { revision: workflow.revision };
    const place = { workspaceId: scope.workspaceId, workflowId };
    const more = { revision: workflow.revision, userId: scope.userId };
    const revision = await writeDraft(tx, place, graph, sortGraph(next), more);
    await writeReferences(tx, place, next);
    return { revision };
  });
}

/** Applies edits to the draft. */
export function editDraft(
  scope: Scope,
  workflowId: string,
  { baseRevision, edits }: { baseRevision: number; edits: Edit[] },
): Promise<{ revision: number }> {
  return changeDraft(scope, workflowId, baseRevision, (graph) => {
    const applied = applyEdits(graph, edits, catalogue);
    if (applied.ok) return applied.graph;
    if (applied.problem.code === "graph_too_large") {
      throw new AppError("graph_too_large", `A graph has at most ${graphLimits.nodes} nodes.`, {
        params: { nodes: graphLimits.nodes, edges: graphLimits.edges },
      });
    }
    throw new AppError("edit_refused", `Edit ${applied.index + 1} can't be applied.`, {
      params: { index: applied.index },
      details: detailsOf([applied.problem]),
      extra: { index: applied.index, problem: applied.problem as unknown as JsonObject },
    });
  });
}

/** Puts another graph in the draft's place. */
export function replaceDraft(
  scope: Scope,
  workflowId: string,
  { baseRevision, graph }: { baseRevision: number; graph: Graph },
): Promise<{ revision: number }> {
  checkForm(graph);
  return changeDraft(scope, workflowId, baseRevision, () => graph);
}

/** Makes the draft equal to a version. */
export async function restoreVersion(
  scope: Scope,
  workflowId: string,
  number: number,
  baseRevision: number,
): Promise<{ revision: number }> {
  const version = await withWorkspace(scope.workspaceId, (tx) => findVersion(tx, workflowId, number));
  return changeDraft(scope, workflowId, baseRevision, () => version.graph);
}
