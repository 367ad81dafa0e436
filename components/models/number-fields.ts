// The numbers that are known of a model, as they are typed. Pure.

import type { ModelView } from "@/lib/models/contract";
import { readAmount } from "../forms/read-amount";

export const numberFields = ["contextWindow", "maxTokens", "inputPrice", "outputPrice", "cachedPrice"] as const;
export type NumberField = (typeof numberFields)[number];
export const wholeNumbers: ReadonlySet<NumberField> = new Set(["contextWindow", "maxTokens"]);

/** Reads an optional number; undefined when it is none. */
export function readNumber(text: string, field: NumberField): number | null | undefined {
  if (text.trim() === "") return null;
  const value = readAmount(text);
  if (value === undefined) return undefined;
  const fits = wholeNumbers.has(field)
    ? Number.isInteger(value) && value >= 1 && value <= 100_000_000
    : value <= 1_000_000;
  return fits ? value : undefined;
}

/** The numbers of a model as texts. */
export function textsOf(model: Pick<ModelView, NumberField>): Record<NumberField, string> {
  const text = (field: NumberField) => (model[field] === null ? "" : String(model[field]));
  return {
    contextWindow: text("contextWindow"),
    maxTokens: text("maxTokens"),
    inputPrice: text("inputPrice"),
    outputPrice: text("outputPrice"),
    cachedPrice: text("cachedPrice"),
  };
}
