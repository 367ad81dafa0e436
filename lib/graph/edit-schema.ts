// The closed list of what can be done to a graph. An autosave is a list of these with the revision they started from.
// Only their form; what they do is in apply-edit.

import { z } from "zod";
import {
  edgeSchema,
  fieldSchema,
  graphLimits,
  nodeIdPattern,
  nodePolicySchema,
  nodeSchema,
  positionSchema,
  renderModes,
  schemaPolicySchema,
  settingsSchema,
  sizeSchema,
  variableSchema,
} from "./schema";

const nodeId = z.string().regex(nodeIdPattern);
const json = z.json();

export const editSchema = z.discriminatedUnion("type", [
  /** Adds nodes with edges among them or to nodes that are there: a palette drop, a paste, the undo of a removal. */
  z.object({ type: z.literal("add"), nodes: z.array(nodeSchema), edges: z.array(edgeSchema) }),
  /** Removes nodes, every edge that touches them, and single edges. */
  z.object({ type: z.literal("remove"), nodeIds: z.array(nodeId), edgeIds: z.array(z.string()) }),
  /** Places and sizes; a size of null gives the node its own again. */
  z.object({
    type: z.literal("move"),
    moves: z
      .array(z.object({ id: nodeId, position: positionSchema, size: sizeSchema.nullable().optional() }))
      .max(graphLimits.nodes),
  }),
  /** Sets and unsets single keys of a node's config, so that two people on one node rarely collide. */
  z.object({
    type: z.literal("configure"),
    id: nodeId,
    set: z.record(z.string(), json),
    unset: z.array(z.string()),
  }),
  /** Sets other properties of a node; null takes an optional one away. */
  z.object({
    type: z.literal("update"),
    id: nodeId,
    set: z.object({
      name: z.string().min(1).max(200).optional(),
      typeVersion: z.number().int().positive().optional(),
      parentId: nodeId.nullable().optional(),
      inputs: z.array(fieldSchema).max(graphLimits.fields).optional(),
      outputs: z.array(fieldSchema).max(graphLimits.fields).optional(),
      renderMode: z.enum(renderModes).optional(),
      policy: nodePolicySchema.nullable().optional(),
      join: z.enum(["all", "any"]).nullable().optional(),
      schemaPolicy: schemaPolicySchema.nullable().optional(),
    }),
  }),
  z.object({
    type: z.literal("updateEdge"),
    id: z.string(),
    set: z.object({
      condition: z.string().max(graphLimits.text).nullable().optional(),
      dataMapping: z.record(z.string(), json).nullable().optional(),
    }),
  }),
  z.object({ type: z.literal("setVariables"), variables: z.array(variableSchema).max(graphLimits.variables) }),
  z.object({ type: z.literal("setSettings"), settings: settingsSchema }),
  z.object({
    type: z.literal("setSchemas"),
    inputSchema: z.array(fieldSchema).max(graphLimits.fields).nullable(),
    outputSchema: z.array(fieldSchema).max(graphLimits.fields).nullable(),
  }),
]);
export type Edit = z.infer<typeof editSchema>;
