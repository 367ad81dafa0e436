// How a node that asks a model is given what it asks and how it is instructed: typed in its form, or taken from a prompt
// of the workspace with values for its variables. Shared by definitions and loaded by the browser.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";
import { versionNumber } from "../shared/stored-number";
import { templateText } from "./config-schemas";
import type { ConfigField } from "./contract";

const reference = z
  .object({ promptId: z.uuid(), version: z.union([versionNumber, z.literal("latest")]) })
  .nullable()
  .optional();
const values = z.record(z.string().regex(fieldNamePattern), templateText).optional();

export const promptShape = {
  /** Only where no prompt is referred to. */
  prompt: templateText.optional(),
  promptRef: reference,
  promptValues: values,
};
export type PromptConfig = z.infer<z.ZodObject<typeof promptShape>>;

/** The same for instructions, which an llm node calls its system text. */
export const systemShape = { system: templateText.optional(), systemRef: reference, systemValues: values };
export const instructionsShape = {
  instructions: templateText.optional(),
  instructionsRef: reference,
  instructionsValues: values,
};

export const promptFields: readonly ConfigField[] = [
  { key: "promptRef", control: "promptReference", group: "basic" },
  {
    key: "prompt",
    control: "prompt",
    group: "basic",
    required: true,
    default: "{{ start.query }}",
    visibleWhen: { key: "promptRef", in: [null] },
  },
];

/** The fields of instructions under the key of their text. */
export function instructionFields(key: "system" | "instructions"): readonly ConfigField[] {
  return [
    { key: `${key}Ref`, control: "promptReference", group: "basic" },
    { key, control: "prompt", group: "basic", visibleWhen: { key: `${key}Ref`, in: [null] } },
  ];
}
