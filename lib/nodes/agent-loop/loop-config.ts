// What the forms of nodes with a loop ask for: tools, limits, who approves. Shared by their definitions and loaded by the
// browser; what runs the loop is elsewhere.

import { z } from "zod";
import { cachedExpression } from "../../expressions/template-cache";
import type { ConfigFault, FieldContent } from "../../graph/node-type";
import { graphLimits } from "../../graph/schema";
import type { Json } from "../../shared/json";
import type { ConfigField } from "../contract";
import { parameterFields, parameterShape } from "../model-parameters";

const people = z.array(z.uuid()).max(100);

export const modelShape = {
  /** Null = the workspace's default model. */
  modelId: z.string().max(64).nullable().optional(),
  ...parameterShape,
};

export const modelField: ConfigField = { key: "modelId", control: "model", group: "basic", default: null };

export const loopDefaults = { maxTurns: 10, maxParallel: 4, keepResults: 8 } as const;

/** The name of a workflow or a tool is not known here, so what ends the loop is a text that its author knows. */
export const loopShape = {
  ...modelShape,
  tools: z.array(z.uuid()).max(128).optional(),
  workflows: z.array(z.uuid()).max(64).optional(),
  toolChoice: z.enum(["auto", "required", "none"]).optional(),
  maxTurns: z.number().int().min(1).max(100).optional(),
  onLimit: z.enum(["end", "fail"]).optional(),
  parallel: z.boolean().optional(),
  maxParallel: z.number().int().min(2).max(16).optional(),
  stopAfter: z.array(z.string().max(200)).max(50).optional(),
  stopWhen: z.string().max(graphLimits.text).optional(),
  keepResults: z.number().int().min(1).max(100).optional(),
  costLimit: z.number().min(0).max(1_000_000).nullable().optional(),
  approvers: z.object({ users: people, roles: people }).optional(),
  approvalHours: z.number().min(0.05).max(8_760).nullable().optional(),
};
export type LoopConfig = z.infer<z.ZodObject<typeof loopShape>>;

export const toolFields: readonly ConfigField[] = [
  { key: "tools", control: "tools", group: "basic", default: [] },
  { key: "workflows", control: "workflows", group: "basic", default: [] },
];

export const loopFields: readonly ConfigField[] = [
  { key: "maxTurns", control: "number", group: "behaviour", default: loopDefaults.maxTurns, min: 1, max: 100, step: 1 },
  { key: "onLimit", control: "select", group: "behaviour", default: "end", options: ["end", "fail"] },
  { key: "approvers", control: "people", group: "behaviour", default: { users: [], roles: [] } },
  { key: "approvalHours", control: "number", group: "behaviour", min: 0.05, max: 8_760, step: 0.05 },
  { key: "costLimit", control: "number", group: "behaviour", min: 0, max: 1_000_000, step: 0.01 },
  { key: "stopAfter", control: "list", group: "behaviour" },
  { key: "stopWhen", control: "text", group: "behaviour" },
  { key: "toolChoice", control: "select", group: "advanced", default: "auto", options: ["auto", "required", "none"] },
  { key: "parallel", control: "boolean", group: "advanced", default: true },
  {
    key: "maxParallel",
    control: "number",
    group: "advanced",
    default: loopDefaults.maxParallel,
    min: 2,
    max: 16,
    step: 1,
    visibleWhen: { key: "parallel", in: [true] },
  },
  {
    key: "keepResults",
    control: "number",
    group: "advanced",
    default: loopDefaults.keepResults,
    min: 1,
    max: 100,
    step: 1,
  },
  ...parameterFields,
];

/** Evaluated by the loop, which alone knows the results it is about. */
export const loopContents: Readonly<Record<string, FieldContent>> = { stopWhen: "raw" };

/** The condition to stop can't be read. */
export function findLoopFaults(config: Readonly<Record<string, Json>>): ConfigFault[] {
  const { stopWhen } = config;
  if (typeof stopWhen !== "string" || stopWhen.trim() === "" || cachedExpression(stopWhen).ok) return [];
  return [{ field: "config.stopWhen", code: "field_invalid" }];
}
