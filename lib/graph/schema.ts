// The shape of a graph: what a draft and a version consist of, and everything that a run reads. Pure data with its
// checks of form; whether a graph makes sense is told by validate. Knows no node type.

import { z } from "zod";
import type { Json } from "../shared/json";

export const graphLimits = { nodes: 5_000, edges: 20_000, variables: 500, fields: 200, text: 200_000 } as const;

export const nodeIdPattern = /^[a-z][a-z0-9_]{0,62}$/;
export const fieldNamePattern = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
/** Names that are namespaces of references, so no node may have them as its id. */
export const reservedNames = ["vars", "sys", "secrets"] as const;

export const valueTypes = ["string", "number", "boolean", "object", "array", "file", "any"] as const;
export const valueTypeSchema = z.enum(valueTypes);
export type ValueType = z.infer<typeof valueTypeSchema>;

export const renderModes = ["hidden", "thought", "message"] as const;
export type RenderMode = (typeof renderModes)[number];

const jsonSchema: z.ZodType<Json> = z.json();
const nodeId = z.string().regex(nodeIdPattern);
const handleId = z.string().min(1).max(64);

/**
 * One named value of a node: an input (then `value` holds a template such as `{{ start.question }}` or a literal),
 * an output, or a variable a form asks for.
 */
export const fieldSchema = z.object({
  name: z.string().regex(fieldNamePattern),
  type: valueTypeSchema,
  label: z.string().max(200).optional(),
  description: z.string().max(2_000).optional(),
  required: z.boolean().optional(),
  /** Belongs to the node type: no policy allows to remove or rename it. */
  isSystem: z.boolean().optional(),
  /** What the elements of an array are. */
  items: valueTypeSchema.optional(),
  /** Where a text must be one of these. */
  options: z.array(z.string().max(500)).max(200).optional(),
  multiline: z.boolean().optional(),
  maxLength: z.number().int().positive().max(graphLimits.text).optional(),
  default: jsonSchema.optional(),
  value: jsonSchema.optional(),
});
export type Field = z.infer<typeof fieldSchema>;

export const schemaPolicySchema = z.object({
  inputs: z.object({ add: z.boolean(), remove: z.boolean(), rename: z.boolean() }),
  outputs: z.object({ add: z.boolean(), remove: z.boolean(), rename: z.boolean() }),
});
export type SchemaPolicy = z.infer<typeof schemaPolicySchema>;

export const nodePolicySchema = z.object({
  /** Further tries after a failure; the delay grows by `backoff` each time and is spread by up to half. */
  retry: z
    .object({
      max: z.number().int().min(0).max(20),
      delayMs: z.number().int().min(0).max(3_600_000),
      backoff: z.number().min(1).max(10),
    })
    .optional(),
  timeoutMs: z.number().int().min(1).max(86_400_000).optional(),
  /** `branch` leaves by the handle `error`; `default` goes on with `defaultOutputs`. */
  onError: z.enum(["stop", "default", "branch"]).optional(),
  defaultOutputs: z.record(z.string(), jsonSchema).optional(),
  /** What happens to an effect that was in flight when its process died. */
  onCrash: z.enum(["repeat", "fail"]).optional(),
});
export type NodePolicy = z.infer<typeof nodePolicySchema>;

export const positionSchema = z.object({ x: z.number().min(-1e6).max(1e6), y: z.number().min(-1e6).max(1e6) });
export const sizeSchema = z.object({ width: z.number().min(1).max(1e5), height: z.number().min(1).max(1e5) });

export const nodeSchema = z.object({
  id: nodeId,
  type: z.string().min(1).max(64),
  typeVersion: z.number().int().positive(),
  /** The palette entry it was made from. */
  templateCode: z.string().min(1).max(64),
  name: z.string().min(1).max(200),
  /** The container (loop, iteration) it lies in. */
  parentId: nodeId.optional(),
  position: positionSchema,
  size: sizeSchema.optional(),
  config: z.record(z.string(), jsonSchema),
  inputs: z.array(fieldSchema).max(graphLimits.fields),
  outputs: z.array(fieldSchema).max(graphLimits.fields),
  schemaPolicy: schemaPolicySchema.optional(),
  renderMode: z.enum(renderModes),
  policy: nodePolicySchema.optional(),
  join: z.enum(["all", "any"]).optional(),
});
export type GraphNode = z.infer<typeof nodeSchema>;

export const edgeSchema = z.object({
  id: z.string().min(1).max(64),
  source: nodeId,
  sourceHandle: handleId,
  target: nodeId,
  targetHandle: handleId,
  /** An expression; the edge is dead where it is false. */
  condition: z.string().max(graphLimits.text).optional(),
  /** Values put into the target's inputs when this edge is taken: input name to template. */
  dataMapping: z.record(z.string(), jsonSchema).optional(),
});
export type GraphEdge = z.infer<typeof edgeSchema>;

export const variableSchema = z.object({
  name: z.string().regex(fieldNamePattern),
  type: valueTypeSchema,
  default: jsonSchema.optional(),
  readonly: z.boolean().optional(),
  /** `conversation` variables live on from one run of a conversation to the next. */
  scope: z.enum(["run", "conversation"]),
  description: z.string().max(2_000).optional(),
});
export type Variable = z.infer<typeof variableSchema>;

export const settingsSchema = z.object({
  mode: z.enum(["dag", "sequential", "parallel"]).optional(),
  maxConcurrency: z.number().int().min(1).max(1_000).optional(),
  timeoutMs: z
    .number()
    .int()
    .min(1)
    .max(30 * 86_400_000)
    .optional(),
  maxNodeExecutions: z.number().int().min(1).max(1_000_000).optional(),
  onError: z.enum(["stop", "continue"]).optional(),
});
export type GraphSettings = z.infer<typeof settingsSchema>;

export const graphSchema = z.object({
  nodes: z.array(nodeSchema).max(graphLimits.nodes),
  edges: z.array(edgeSchema).max(graphLimits.edges),
  variables: z.array(variableSchema).max(graphLimits.variables),
  settings: settingsSchema,
  /** What a caller must send and gets; null = told by the start and end nodes. */
  inputSchema: z.array(fieldSchema).max(graphLimits.fields).nullable(),
  outputSchema: z.array(fieldSchema).max(graphLimits.fields).nullable(),
});
export type Graph = z.infer<typeof graphSchema>;

/** A graph with nothing in it. */
export function emptyGraph(): Graph {
  return { nodes: [], edges: [], variables: [], settings: {}, inputSchema: null, outputSchema: null };
}
