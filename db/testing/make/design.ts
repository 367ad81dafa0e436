// Factories for what a team designs: workflows with their drafts and versions, agents, models. Whatever a row belongs
// to is made too, unless it is named.

import { createHash } from "node:crypto";
import { emptyGraph, type Graph } from "@/lib/graph/schema";
import { agentDeployments, agents } from "../../schema/agents";
import { modelProviders, models } from "../../schema/models";
import { edges, nodes, workflows, workflowVersions } from "../../schema/workflows";
import { asSystem } from "../../system";
import { makeWorkspace } from "./people";
import { only, slugOf, uniqueName } from "./row";

export type Workflow = typeof workflows.$inferSelect;
export type WorkflowVersion = typeof workflowVersions.$inferSelect;
export type Agent = typeof agents.$inferSelect;
export type Model = typeof models.$inferSelect;

/** The checksum that a test graph is stored under. */
export function checksumOf(graph: Graph): string {
  return createHash("sha256").update(JSON.stringify(graph)).digest("hex");
}

/** A workflow whose draft is `graph`. */
export async function makeWorkflow(
  values: Partial<typeof workflows.$inferInsert> & { graph?: Graph } = {},
): Promise<Workflow> {
  const { graph, ...columns } = values;
  const workspaceId = columns.workspaceId ?? (await makeWorkspace()).id;
  const name = columns.name ?? uniqueName("Workflow");
  return asSystem(async (tx) => {
    const row = only(
      await tx
        .insert(workflows)
        .values({ name, slug: slugOf(name), ...columns, workspaceId })
        .returning(),
    );
    const owner = { workspaceId, workflowId: row.id };
    if (graph && graph.nodes.length > 0) await tx.insert(nodes).values(graph.nodes.map((node) => nodeRow(owner, node)));
    if (graph && graph.edges.length > 0) await tx.insert(edges).values(graph.edges.map((edge) => edgeRow(owner, edge)));
    return row;
  });
}

interface Owner {
  workspaceId: string;
  workflowId: string;
}

function nodeRow(owner: Owner, node: Graph["nodes"][number]): typeof nodes.$inferInsert {
  const { position, size, inputs, outputs, parentId, schemaPolicy, policy, join, ...same } = node;
  return {
    ...owner,
    ...same,
    parentNodeId: parentId ?? null,
    schema: { inputs, outputs },
    schemaPolicy: schemaPolicy ?? null,
    policy: policy ?? null,
    join: join ?? null,
    positionX: position.x,
    positionY: position.y,
    width: size?.width ?? null,
    height: size?.height ?? null,
  };
}

function edgeRow(owner: Owner, edge: Graph["edges"][number]): typeof edges.$inferInsert {
  return {
    ...owner,
    id: edge.id,
    sourceNodeId: edge.source,
    sourceHandle: edge.sourceHandle,
    targetNodeId: edge.target,
    targetHandle: edge.targetHandle,
    condition: edge.condition ?? null,
    dataMapping: edge.dataMapping ?? null,
  };
}

/** A published version. */
export async function makeVersion(
  values: Partial<typeof workflowVersions.$inferInsert> = {},
): Promise<WorkflowVersion> {
  const workspaceId = values.workspaceId ?? (await makeWorkspace()).id;
  const workflowId = values.workflowId ?? (await makeWorkflow({ workspaceId })).id;
  const graph = values.graph ?? emptyGraph();
  const number = values.number ?? 1;
  const defaults = { number, semver: `${number}.0.0`, checksum: checksumOf(graph), releasedAt: new Date() };
  return only(
    await asSystem((tx) =>
      tx
        .insert(workflowVersions)
        .values({ ...defaults, ...values, workspaceId, workflowId, graph })
        .returning(),
    ),
  );
}

/** An agent on a workflow of its own. */
export async function makeAgent(values: Partial<typeof agents.$inferInsert> = {}): Promise<Agent> {
  const workspaceId = values.workspaceId ?? (await makeWorkspace()).id;
  const workflowId = values.workflowId ?? (await makeWorkflow({ workspaceId })).id;
  const name = values.name ?? uniqueName("Agent");
  return only(
    await asSystem((tx) =>
      tx
        .insert(agents)
        .values({ name, slug: slugOf(name), ...values, workspaceId, workflowId })
        .returning(),
    ),
  );
}

/** A version of an agent's workflow that is live in production. */
export async function makeDeployment(agent: Agent): Promise<typeof agentDeployments.$inferSelect> {
  const { workspaceId, workflowId } = agent;
  const version = await makeVersion({ workspaceId, workflowId });
  return only(
    await asSystem((tx) =>
      tx.insert(agentDeployments).values({ workspaceId, agentId: agent.id, versionId: version.id }).returning(),
    ),
  );
}

/** A model of an OpenAI-compatible provider, made with it unless one is named. */
export async function makeModel(
  values: Partial<typeof models.$inferInsert> & { provider?: Partial<typeof modelProviders.$inferInsert> } = {},
): Promise<Model> {
  const { provider, ...columns } = values;
  const workspaceId = columns.workspaceId === undefined ? (await makeWorkspace()).id : columns.workspaceId;
  const name = columns.name ?? uniqueName("Model");
  return asSystem(async (tx) => {
    const providerId =
      columns.providerId ??
      only(
        await tx
          .insert(modelProviders)
          .values({ name: uniqueName("Provider"), kind: "openai-compatible", ...provider, workspaceId })
          .returning(),
      ).id;
    return only(
      await tx
        .insert(models)
        .values({ name, displayName: name, modelId: slugOf(name), ...columns, workspaceId, providerId })
        .returning(),
    );
  });
}
