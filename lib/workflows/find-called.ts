// Which of the workflows and agents that a graph calls there are. Only those it names are looked up: a workspace may
// have any number of them.

import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { workflows } from "@/db/schema/workflows";
import { referencesOfGraph } from "../graph/references-of-graph";
import type { Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";
import type { ReferenceKind } from "../shared/statuses";

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The ids of workflows and agents that a graph names and that can be called. */
export async function findCalled(
  tx: Transaction,
  workspaceId: string,
  graph: Graph,
): Promise<{ workflows: ReadonlySet<string>; agents: ReadonlySet<string> }> {
  const references = referencesOfGraph(graph, catalogue);
  const named = (kind: ReferenceKind) => [
    ...new Set(references.filter((one) => one.kind === kind && isId(one.targetId)).map((one) => one.targetId)),
  ];
  const [workflowIds, agentIds] = [named("workflow"), named("agent")];
  const foundWorkflows =
    workflowIds.length === 0
      ? []
      : await tx
          .select({ id: workflows.id })
          .from(workflows)
          .where(
            and(
              eq(workflows.workspaceId, workspaceId),
              inArray(workflows.id, workflowIds),
              ne(workflows.status, "archived"),
            ),
          );
  const foundAgents =
    agentIds.length === 0
      ? []
      : await tx
          .select({ id: agents.id })
          .from(agents)
          .where(and(eq(agents.workspaceId, workspaceId), inArray(agents.id, agentIds), isNull(agents.archivedAt)));
  return {
    workflows: new Set(foundWorkflows.map((row) => row.id)),
    agents: new Set(foundAgents.map((row) => row.id)),
  };
}
