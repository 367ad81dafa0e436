// Which of the workflows, agents and tools that a graph calls there are. Only those it names are looked up: a workspace
// may have any number of them.

import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { tools } from "@/db/schema/tools";
import { workflows } from "@/db/schema/workflows";
import { referencesOfGraph } from "../graph/references-of-graph";
import type { Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";
import type { ReferenceKind } from "../shared/statuses";

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** The ids of workflows, agents and tools that a graph names and that are there. */
export async function findCalled(
  tx: Transaction,
  workspaceId: string,
  graph: Graph,
): Promise<{ workflows: ReadonlySet<string>; agents: ReadonlySet<string>; tools: ReadonlySet<string> }> {
  const references = referencesOfGraph(graph, catalogue);
  const named = (kind: ReferenceKind) => [
    ...new Set(references.filter((one) => one.kind === kind && isId(one.targetId)).map((one) => one.targetId)),
  ];
  const [workflowIds, agentIds, toolIds] = [named("workflow"), named("agent"), named("tool")];
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
  const foundTools =
    toolIds.length === 0
      ? []
      : await tx
          .select({ id: tools.id })
          .from(tools)
          .where(and(eq(tools.workspaceId, workspaceId), inArray(tools.id, toolIds)));
  return {
    tools: new Set(foundTools.map((row) => row.id)),
    workflows: new Set(foundWorkflows.map((row) => row.id)),
    agents: new Set(foundAgents.map((row) => row.id)),
  };
}
