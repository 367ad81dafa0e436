// How the variables of one version differ from another's, by name. Pure.

import type { PromptVariable } from "@/lib/prompts/prompt-variable-rules";

export interface VariableDifference {
  name: string;
  kind: "added" | "removed" | "changed";
}

// The order in which a variable's facts are stored means nothing.
const factsOf = ({ name, type, multiline, options, required, default: fallback, description }: PromptVariable) =>
  JSON.stringify([
    name,
    type,
    multiline ?? false,
    options ?? [],
    required ?? false,
    fallback ?? null,
    description ?? "",
  ]);

/** Variables that came, went or are described otherwise, in the order in which they stand. */
export function diffVariables(
  before: readonly PromptVariable[],
  after: readonly PromptVariable[],
): VariableDifference[] {
  const earlier = new Map(before.map((variable) => [variable.name, variable]));
  const later = new Map(after.map((variable) => [variable.name, variable]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((name): VariableDifference[] => {
    const a = earlier.get(name);
    const b = later.get(name);
    if (!a) return [{ name, kind: "added" }];
    if (!b) return [{ name, kind: "removed" }];
    return factsOf(a) === factsOf(b) ? [] : [{ name, kind: "changed" }];
  });
}
