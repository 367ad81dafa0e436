// Runs JavaScript of the author in a sandbox: inputs in, declared outputs out, no way to anything else.

import { z } from "zod";
import { defineNode, openSchema } from "../define-node";

const codeLimits = { source: 200_000, timeoutMs: 60_000, memoryMb: 256 } as const;
export const codeDefaults = { timeoutMs: 5_000, memoryMb: 32 } as const;

const configSchema = z.object({
  /** The body of a function that has `inputs` and returns an object with the declared outputs. */
  source: z.string().max(codeLimits.source),
  timeoutMs: z.number().int().min(10).max(codeLimits.timeoutMs).optional(),
  memoryMb: z.number().int().min(4).max(codeLimits.memoryMb).optional(),
});
export type CodeConfig = z.infer<typeof configSchema>;

export const codeNode = defineNode({
  type: "code",
  category: "tool",
  icon: "code-xml",
  configSchema,
  fields: [
    {
      key: "source",
      control: "code",
      group: "basic",
      required: true,
      language: "javascript",
      maxLength: codeLimits.source,
      default: "return { result: inputs.text };\n",
    },
    {
      key: "timeoutMs",
      control: "number",
      group: "advanced",
      default: codeDefaults.timeoutMs,
      min: 10,
      max: codeLimits.timeoutMs,
      step: 100,
    },
    {
      key: "memoryMb",
      control: "number",
      group: "advanced",
      default: codeDefaults.memoryMb,
      min: 4,
      max: codeLimits.memoryMb,
      step: 4,
    },
  ],
  schemaPolicy: openSchema,
  initial: {
    inputs: [{ name: "text", type: "string", value: "{{ start.query }}" }],
    outputs: [{ name: "result", type: "any" }],
  },
  outputs: (node) => node.outputs,
  callable: true,
});
