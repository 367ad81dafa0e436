// Factories for what happens: conversations, runs and their logs. Whatever a row belongs to is made too, unless it is
// named.

import { emptyGraph, type Graph } from "@/lib/graph/schema";
import { conversations, endUsers } from "../../schema/conversations";
import { runNodeLogs } from "../../schema/run-logs";
import { runGraphs, runs } from "../../schema/runs";
import { asSystem } from "../../system";
import { checksumOf, makeAgent, makeWorkflow } from "./design";
import { makeUser, makeWorkspace } from "./people";
import { only, uniqueName } from "./row";

export type Conversation = typeof conversations.$inferSelect;
export type Run = typeof runs.$inferSelect;
export type NodeLog = typeof runNodeLogs.$inferSelect;

/** Someone outside of the team. */
export async function makeEndUser(
  values: Partial<typeof endUsers.$inferInsert> = {},
): Promise<typeof endUsers.$inferSelect> {
  const workspaceId = values.workspaceId ?? (await makeWorkspace()).id;
  return only(
    await asSystem((tx) =>
      tx
        .insert(endUsers)
        .values({ sessionId: uniqueName("session"), ...values, workspaceId })
        .returning(),
    ),
  );
}

/** A conversation of a person with an agent. */
export async function makeConversation(values: Partial<typeof conversations.$inferInsert> = {}): Promise<Conversation> {
  const workspaceId = values.workspaceId ?? (await makeWorkspace()).id;
  const agentId = values.agentId ?? (await makeAgent({ workspaceId })).id;
  const userId = values.endUserId ? null : (values.userId ?? (await makeUser()).id);
  return only(
    await asSystem((tx) =>
      tx
        .insert(conversations)
        .values({ ...values, workspaceId, agentId, userId })
        .returning(),
    ),
  );
}

/** A run that ended well, of a draft's graph, unless said otherwise. */
export async function makeRun(values: Partial<typeof runs.$inferInsert> & { graph?: Graph } = {}): Promise<Run> {
  const { graph = emptyGraph(), ...columns } = values;
  const workspaceId = columns.workspaceId ?? (await makeWorkspace()).id;
  const workflowId = columns.workflowId ?? (await makeWorkflow({ workspaceId })).id;
  const graphChecksum = columns.graphChecksum ?? checksumOf(graph);
  return asSystem(async (tx) => {
    await tx.insert(runGraphs).values({ workspaceId, checksum: graphChecksum, graph }).onConflictDoNothing();
    const defaults = { status: "succeeded", trigger: "manual" } as const;
    return only(
      await tx
        .insert(runs)
        .values({ ...defaults, ...columns, workspaceId, workflowId, graphChecksum })
        .returning(),
    );
  });
}

/** What one node did in a run. */
export async function makeNodeLog(
  run: Pick<Run, "id" | "workspaceId">,
  values: Partial<typeof runNodeLogs.$inferInsert> = {},
): Promise<NodeLog> {
  const nodeId = values.nodeId ?? "answer";
  const defaults = {
    seq: 1,
    attempt: 1,
    path: nodeId,
    nodeName: nodeId,
    nodeType: "answer",
    renderMode: "message",
    status: "succeeded",
    startedAt: new Date(),
    finishedAt: new Date(),
  } as const;
  return only(
    await asSystem((tx) =>
      tx
        .insert(runNodeLogs)
        .values({ ...defaults, ...values, nodeId, runId: run.id, workspaceId: run.workspaceId })
        .returning(),
    ),
  );
}
