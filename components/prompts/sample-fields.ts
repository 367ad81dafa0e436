// Variables as fields of a form for sample values. Pure.

import type { Field } from "@/lib/graph/schema";
import type { PromptVariable } from "@/lib/prompts/prompt-variable-rules";

function fieldOf({ name, type, multiline, options, required, default: given, description }: PromptVariable): Field {
  return {
    ...{ name, type },
    ...(multiline ? { multiline } : {}),
    ...(options ? { options } : {}),
    // What has a default may stay empty.
    ...(required && given === undefined ? { required } : {}),
    ...(given === undefined ? {} : { default: given }),
    ...(description ? { description } : {}),
  };
}

/** The fields for one text, or for two that get the same values: each variable once, the first text's first. */
export function sampleFields(sides: readonly (readonly PromptVariable[])[]): Field[] {
  const fields = new Map<string, Field>();
  for (const variable of sides.flat()) {
    if (!fields.has(variable.name)) fields.set(variable.name, fieldOf(variable));
  }
  return [...fields.values()];
}
