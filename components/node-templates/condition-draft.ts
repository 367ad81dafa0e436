// When a field is shown, as an administrator says it: a field, a comparison and values. Pure.

import { isBlank } from "@/lib/nodes/check-form";
import type { Json } from "@/lib/shared/json";
import type { TemplateFieldView } from "@/lib/workflows/contract";

export type FieldCondition = NonNullable<TemplateFieldView["visibleWhen"]>;

export const comparisons = ["is", "isNot", "filled", "empty"] as const;
export type Comparison = (typeof comparisons)[number];

type Deciding = Pick<TemplateFieldView, "key" | "control" | "options">;

export type ValueKind = "options" | "boolean" | "number" | "text";

const kinds: Readonly<Record<string, ValueKind>> = {
  boolean: "boolean",
  number: "number",
  slider: "number",
  text: "text",
  textarea: "text",
  template: "text",
};

/** By what a field's values are compared; null where one can only tell whether there is one. */
export function valueKindOf({ control, options }: Omit<Deciding, "key">): ValueKind | null {
  return options ? "options" : (kinds[control] ?? null);
}

/** What a condition compares. */
export function comparisonOf({ in: values, not }: FieldCondition): Comparison {
  if (values.length > 0 && values.every((value) => isBlank(value))) return not ? "filled" : "empty";
  return not ? "isNot" : "is";
}

/** A condition on a field with another comparison; its values stay where they still say something. */
export function compareBy(comparison: Comparison, field: Deciding, held: readonly Json[] = []): FieldCondition {
  const { key } = field;
  if (comparison === "filled" || comparison === "empty") return { key, in: [null], not: comparison === "filled" };
  const said = held.filter((value) => !isBlank(value));
  return { key, in: said.length > 0 ? [...held] : firstValues(field), not: comparison === "isNot" };
}

/** The condition that a field which was just chosen begins with. */
export function conditionOn(field: Deciding): FieldCondition {
  const kind = valueKindOf(field);
  return compareBy(kind === "options" || kind === "boolean" ? "is" : "filled", field);
}

function firstValues(field: Deciding): Json[] {
  const kind = valueKindOf(field);
  if (kind === "options") return field.options?.slice(0, 1) ?? [];
  return kind === "boolean" ? [true] : [];
}

/** A switch that nobody touched is off. */
export const valuesOfSwitch = (isOn: boolean): Json[] => (isOn ? [true] : [false, null]);

/** Values as they are typed, one per line. */
export function printValues(values: readonly Json[]): string {
  return values.filter((value) => !isBlank(value)).join("\n");
}

/** The values of some lines; what is no number is left out where numbers are asked for. */
export function readValues(text: string, kind: ValueKind): Json[] {
  const parts = text
    .split("\n")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return kind === "number" ? parts.map(Number).filter((number) => Number.isFinite(number)) : parts;
}

/** Whether a field would come to depend on itself if it were shown by another one. */
export function isCircle(
  key: string,
  decidingKey: string,
  conditionOf: (key: string) => FieldCondition | null,
): boolean {
  const passed = new Set<string>();
  for (let at: string | undefined = decidingKey; at !== undefined && !passed.has(at); at = conditionOf(at)?.key) {
    if (at === key) return true;
    passed.add(at);
  }
  return false;
}
