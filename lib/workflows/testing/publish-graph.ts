// Published workflows for tests and benches, made the way the product makes them.

import type { Scope } from "../../auth/scope";
import type { Graph } from "../../graph/schema";
import { newId } from "../../shared/ids";
import { createWorkflow } from "../create-workflow";
import { publishWorkflow } from "../publish-workflow";
import { getDraft } from "../queries";

/** Publishes the draft of a workflow as it stands. */
export async function publishDraft(scope: Scope, workflowId: string): Promise<void> {
  const { revision } = await getDraft(scope, workflowId);
  await publishWorkflow(scope, workflowId, { revision, releaseNotes: "", versionType: "minor" });
}

/** A new workflow with this graph, published; gives its id. */
export async function publishGraph(scope: Scope, graph: Graph, name = `w${newId()}`): Promise<string> {
  const { id } = await createWorkflow(scope, { name, description: "", graph });
  await publishDraft(scope, id);
  return id;
}
