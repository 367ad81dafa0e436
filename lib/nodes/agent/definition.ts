// A model that works with tools: it calls what it needs, reads the results and goes on until it has its answer.

import { z } from "zod";
import { type Field, fieldSchema, graphLimits } from "../../graph/schema";
import { findLoopFaults, loopContents, loopFields, loopShape, modelField, toolFields } from "../agent-loop/loop-config";
import { answerFieldsOf, findAnswerFaults } from "../answer-schema";
import { defineNode } from "../define-node";
import { instructionFields, instructionsShape, promptFields, promptShape } from "../prompt-config";

const configSchema = z.object({
  ...loopShape,
  ...instructionsShape,
  ...promptShape,
  historyTurns: z.number().int().min(0).max(100).optional(),
  /** What the final answer has to consist of; nothing = text alone. */
  fields: z.array(fieldSchema).max(graphLimits.fields).optional(),
  schema: z.string().max(graphLimits.text).optional(),
});
export type AgentConfig = z.infer<typeof configSchema>;

export const defaultHistoryTurns = 10;

const own: Field[] = [
  { name: "text", type: "string", isSystem: true },
  { name: "answer", type: "any", isSystem: true },
  { name: "calls", type: "array", items: "object", isSystem: true },
  { name: "turns", type: "number", isSystem: true },
  { name: "reason", type: "string", isSystem: true },
];
/** Names that no field of the answer can have. */
export const takenNames = own.map((field) => field.name);

export const agentNode = defineNode({
  type: "agent",
  category: "model",
  icon: "bot-message-square",
  configSchema,
  fields: [
    modelField,
    ...instructionFields("instructions"),
    ...promptFields,
    ...toolFields,
    {
      key: "historyTurns",
      control: "number",
      group: "behaviour",
      default: defaultHistoryTurns,
      min: 0,
      max: 100,
      step: 1,
    },
    { key: "fields", control: "fields", group: "behaviour", default: [] },
    ...loopFields,
    { key: "schema", control: "code", group: "advanced", language: "json" },
  ],
  contents: loopContents,
  initial: { renderMode: "message" },
  outputs: (node) => [...own, ...answerFieldsOf(node.config, takenNames)],
  faults: (node) => [...findLoopFaults(node.config), ...findAnswerFaults(node, takenNames)],
  // Itself it only asks; each call of a tool is stored by its own effect.
  effect: "read",
});
