// Where what is typed of a model differs from what its provider says of it, and what taking over the latter gives. Pure.

import type { Capabilities, Detected } from "@/lib/models/contract";
import type { ParameterSpecs } from "@/lib/shared/model-parameters";
import { type CapabilityName, capabilityNames } from "./capability-names";
import type { NumberField } from "./number-fields";

/** What is typed; undefined where it is no number. */
export type TypedFacts = Record<NumberField, number | null | undefined> & {
  currency: string;
  capabilities: Capabilities;
  parameters: ParameterSpecs;
};

export type Difference =
  | { kind: "number"; field: NumberField; from: number | null; to: number | null }
  | { kind: "currency"; from: string; to: string }
  | { kind: "capability"; name: CapabilityName; to: boolean }
  | { kind: "parameters"; added: string[]; removed: string[]; changed: string[] };

const prices = ["inputPrice", "outputPrice", "cachedPrice"] as const;

/** What taking over what is told would make of the facts; prices belong together, those of one source in one currency. */
export function takeOver(typed: TypedFacts, detected: Detected): TypedFacts {
  const isPriced = prices.some((key) => detected[key] !== undefined);
  const told = (key: (typeof prices)[number]) => (isPriced ? (detected[key] ?? null) : typed[key]);
  return {
    contextWindow: detected.contextWindow ?? typed.contextWindow,
    maxTokens: detected.maxTokens ?? typed.maxTokens,
    inputPrice: told("inputPrice"),
    outputPrice: told("outputPrice"),
    cachedPrice: told("cachedPrice"),
    currency: (isPriced ? detected.currency : undefined) ?? typed.currency,
    capabilities: { ...typed.capabilities, ...detected.capabilities },
    parameters: detected.parameters ?? typed.parameters,
  };
}

/** Everything that differs between two states of facts; `wholeOf` completes parameters as they are drawn. */
export function differencesOf(
  from: TypedFacts,
  to: TypedFacts,
  wholeOf: (facts: TypedFacts) => ParameterSpecs,
): Difference[] {
  const differences: Difference[] = [];
  for (const field of ["contextWindow", "maxTokens", ...prices] as const) {
    const [before, after] = [from[field] ?? null, to[field] ?? null];
    if (before !== after) differences.push({ kind: "number", field, from: before, to: after });
  }
  if (from.currency !== to.currency) differences.push({ kind: "currency", from: from.currency, to: to.currency });
  for (const name of capabilityNames) {
    const after = to.capabilities[name] ?? false;
    if ((from.capabilities[name] ?? false) !== after) differences.push({ kind: "capability", name, to: after });
  }
  const [before, after] = [wholeOf(from), wholeOf(to)];
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const added = names.filter((name) => !Object.hasOwn(before, name));
  const removed = names.filter((name) => !Object.hasOwn(after, name));
  const isKept = (name: string) => !added.includes(name) && !removed.includes(name);
  const changed = names.filter((name) => isKept(name) && !isSameSpec(before[name], after[name]));
  if (added.length + removed.length + changed.length > 0) {
    differences.push({ kind: "parameters", added, removed, changed });
  }
  return differences;
}

/** Members come in any order, and a number is what it is where no kind is said. */
function isSameSpec(a: ParameterSpecs[string] | undefined, b: ParameterSpecs[string] | undefined): boolean {
  const keyOf = (spec: ParameterSpecs[string] = {}) =>
    JSON.stringify(Object.entries({ kind: "number", ...spec }).sort(([x], [y]) => (x < y ? -1 : 1)));
  return keyOf(a) === keyOf(b);
}
