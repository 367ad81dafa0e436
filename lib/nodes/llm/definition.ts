// Asks a language model and gives what it wrote. Its reasoning is shown as a thought, its text as its render mode says.

import { z } from "zod";
import { keyValueRows } from "../config-schemas";
import { defineNode } from "../define-node";
import { parameterFields, parameterShape } from "../model-parameters";
import { instructionFields, promptFields, promptShape, systemShape } from "../prompt-config";

const configSchema = z.object({
  /** Null = the workspace's default model. */
  modelId: z.string().max(64).nullable().optional(),
  ...systemShape,
  ...promptShape,
  /** Question and answer pairs, put before the conversation. */
  examples: keyValueRows.optional(),
  historyTurns: z.number().int().min(0).max(100).optional(),
  ...parameterShape,
  stop: z.array(z.string().min(1).max(200)).max(8).optional(),
});
export type LlmConfig = z.infer<typeof configSchema>;

export const defaultHistoryTurns = 10;

export const llmNode = defineNode({
  type: "llm",
  category: "model",
  icon: "sparkles",
  configSchema,
  fields: [
    { key: "modelId", control: "model", group: "basic", default: null },
    ...instructionFields("system"),
    ...promptFields,
    {
      key: "historyTurns",
      control: "number",
      group: "behaviour",
      default: defaultHistoryTurns,
      min: 0,
      max: 100,
      step: 1,
    },
    { key: "examples", control: "keyValues", group: "behaviour" },
    ...parameterFields,
    { key: "stop", control: "list", group: "advanced" },
  ],
  initial: { renderMode: "message" },
  outputs: [
    { name: "text", type: "string", isSystem: true },
    { name: "thought", type: "string", isSystem: true },
    { name: "usage", type: "object", isSystem: true },
  ],
  // Asking again costs tokens but changes nothing outside, so it need not wait for storage.
  effect: "read",
});
