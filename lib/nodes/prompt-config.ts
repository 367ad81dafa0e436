// How a node that asks a model is given what it asks: typed in its form, or taken from a prompt of the workspace with
// values for its variables. Shared by definitions and loaded by the browser.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";
import { templateText } from "./config-schemas";
import type { ConfigField } from "./contract";

export const promptShape = {
  /** Only where no prompt is referred to. */
  prompt: templateText.optional(),
  promptRef: z
    .object({ promptId: z.uuid(), version: z.union([z.int().positive(), z.literal("latest")]) })
    .nullable()
    .optional(),
  promptValues: z.record(z.string().regex(fieldNamePattern), templateText).optional(),
};
export type PromptConfig = z.infer<z.ZodObject<typeof promptShape>>;

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
