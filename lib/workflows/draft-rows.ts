// Between the rows of a draft and the graph they are. A save writes only the rows that changed.

import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { edges, nodes, workflows } from "@/db/schema/workflows";
import type { Graph, GraphEdge, GraphNode } from "../graph/schema";
import { AppError } from "../shared/errors";

type NodeRow = typeof nodes.$inferSelect;
type EdgeRow = typeof edges.$inferSelect;
type Place = { workspaceId: string; workflowId: string };

function nodeOfRow(row: NodeRow): GraphNode {
  return {
    id: row.id,
    type: row.type,
    typeVersion: row.typeVersion,
    templateCode: row.templateCode,
    name: row.name,
    ...(row.parentNodeId === null ? {} : { parentId: row.parentNodeId }),
    position: { x: row.positionX, y: row.positionY },
    ...(row.width === null || row.height === null ? {} : { size: { width: row.width, height: row.height } }),
    config: row.config,
    inputs: row.schema.inputs,
    outputs: row.schema.outputs,
    ...(row.schemaPolicy ? { schemaPolicy: row.schemaPolicy } : {}),
    renderMode: row.renderMode,
    ...(row.policy ? { policy: row.policy } : {}),
    ...(row.join ? { join: row.join } : {}),
  };
}

function rowOfNode(place: Place, node: GraphNode): typeof nodes.$inferInsert {
  return {
    ...place,
    id: node.id,
    parentNodeId: node.parentId ?? null,
    type: node.type,
    typeVersion: node.typeVersion,
    templateCode: node.templateCode,
    name: node.name,
    config: node.config,
    schema: { inputs: node.inputs, outputs: node.outputs },
    schemaPolicy: node.schemaPolicy ?? null,
    renderMode: node.renderMode,
    policy: node.policy ?? null,
    join: node.join ?? null,
    positionX: node.position.x,
    positionY: node.position.y,
    width: node.size?.width ?? null,
    height: node.size?.height ?? null,
  };
}

function edgeOfRow(row: EdgeRow): GraphEdge {
  return {
    id: row.id,
    source: row.sourceNodeId,
    sourceHandle: row.sourceHandle,
    target: row.targetNodeId,
    targetHandle: row.targetHandle,
    ...(row.condition === null ? {} : { condition: row.condition }),
    ...(row.dataMapping ? { dataMapping: row.dataMapping } : {}),
  };
}

function rowOfEdge(place: Place, edge: GraphEdge): typeof edges.$inferInsert {
  return {
    ...place,
    id: edge.id,
    sourceNodeId: edge.source,
    sourceHandle: edge.sourceHandle,
    targetNodeId: edge.target,
    targetHandle: edge.targetHandle,
    condition: edge.condition ?? null,
    dataMapping: edge.dataMapping ?? null,
  };
}

/** A draft as it is: nodes and edges in the order of their ids, so that the same graph always reads the same. */
export async function readDraft(
  tx: Transaction,
  workflowId: string,
  lock: "none" | "update" = "none",
): Promise<{ workflow: typeof workflows.$inferSelect; graph: Graph }> {
  const query = tx.select().from(workflows).where(eq(workflows.id, workflowId));
  const [workflow] = await (lock === "update" ? query.for("update") : query);
  if (!workflow) throw new AppError("not_found", "There is no such workflow.");
  const [nodeRows, edgeRows] = await Promise.all([
    tx.select().from(nodes).where(eq(nodes.workflowId, workflowId)).orderBy(nodes.id),
    tx.select().from(edges).where(eq(edges.workflowId, workflowId)).orderBy(edges.id),
  ]);
  return {
    workflow,
    graph: {
      nodes: nodeRows.map(nodeOfRow),
      edges: edgeRows.map(edgeOfRow),
      variables: workflow.variables,
      settings: workflow.settings,
      inputSchema: workflow.inputSchema,
      outputSchema: workflow.outputSchema,
    },
  };
}

/** The graph as `readDraft` would give it back: sorted by id. */
export function sortGraph(graph: Graph): Graph {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return { ...graph, nodes: [...graph.nodes].sort(byId), edges: [...graph.edges].sort(byId) };
}

/** Entries of `after` that are not the very same object in `before`, and ids that are gone. */
function changes<T extends { id: string }>(before: readonly T[], after: readonly T[]): { put: T[]; gone: string[] } {
  const old = new Map(before.map((item) => [item.id, item]));
  const put = after.filter((item) => old.get(item.id) !== item);
  for (const item of after) old.delete(item.id);
  return { put, gone: [...old.keys()] };
}

/** PostgreSQL takes 65,535 parameters a statement. */
const rowsPerStatement = 2_000;

function chunks<T>(items: T[]): T[][] {
  const result: T[][] = [];
  for (let i = 0; i < items.length; i += rowsPerStatement) result.push(items.slice(i, i + rowsPerStatement));
  return result;
}

const excluded = (column: string) => sql.raw(`excluded.${column}`);

/** Writes what differs between two graphs of a draft and moves its revision on; gives the new revision. */
export async function writeDraft(
  tx: Transaction,
  place: Place,
  before: Graph,
  after: Graph,
  more: { revision: number; userId: string | null },
): Promise<number> {
  const nodeChanges = changes(before.nodes, after.nodes);
  const edgeChanges = changes(before.edges, after.edges);
  for (const gone of chunks(edgeChanges.gone)) {
    await tx.delete(edges).where(and(eq(edges.workflowId, place.workflowId), inArray(edges.id, gone)));
  }
  for (const part of chunks(nodeChanges.put)) {
    await tx
      .insert(nodes)
      .values(part.map((node) => rowOfNode(place, node)))
      .onConflictDoUpdate({
        target: [nodes.workflowId, nodes.id],
        set: {
          parentNodeId: excluded("parent_node_id"),
          type: excluded("type"),
          typeVersion: excluded("type_version"),
          templateCode: excluded("template_code"),
          name: excluded("name"),
          config: excluded("config"),
          schema: excluded("schema"),
          schemaPolicy: excluded("schema_policy"),
          renderMode: excluded("render_mode"),
          policy: excluded("policy"),
          join: sql`excluded."join"`,
          positionX: excluded("position_x"),
          positionY: excluded("position_y"),
          width: excluded("width"),
          height: excluded("height"),
        },
      });
  }
  for (const part of chunks(edgeChanges.put)) {
    await tx
      .insert(edges)
      .values(part.map((edge) => rowOfEdge(place, edge)))
      .onConflictDoUpdate({
        target: [edges.workflowId, edges.id],
        set: {
          sourceNodeId: excluded("source_node_id"),
          sourceHandle: excluded("source_handle"),
          targetNodeId: excluded("target_node_id"),
          targetHandle: excluded("target_handle"),
          condition: excluded("condition"),
          dataMapping: excluded("data_mapping"),
        },
      });
  }
  for (const gone of chunks(nodeChanges.gone)) {
    await tx.delete(nodes).where(and(eq(nodes.workflowId, place.workflowId), inArray(nodes.id, gone)));
  }
  const revision = more.revision + 1;
  await tx
    .update(workflows)
    .set({
      revision,
      variables: after.variables,
      settings: after.settings,
      inputSchema: after.inputSchema,
      outputSchema: after.outputSchema,
      updatedBy: more.userId,
      updatedAt: new Date(),
    })
    .where(eq(workflows.id, place.workflowId));
  return revision;
}
