// The numbers that are known of a model, as they are typed. Pure.

import type { ModelView } from "@/lib/models/contract";

export const numberFields = ["contextWindow", "maxTokens", "inputPrice", "outputPrice", "cachedPrice"] as const;
export type NumberField = (typeof numberFields)[number];
export const wholeNumbers: ReadonlySet<NumberField> = new Set(["contextWindow", "maxTokens"]);

/** Reads an optional number; undefined when it is none. */
export function readNumber(text: string, field: NumberField): number | null | undefined {
  if (text.trim() === "") return null;
  const value = Number(text.replaceAll(",", ""));
  const most = wholeNumbers.has(field) ? 100_000_000 : 1_000_000;
  const fits = Number.isFinite(value) && value >= (wholeNumbers.has(field) ? 1 : 0) && value <= most;
  return fits && (!wholeNumbers.has(field) || Number.isInteger(value)) ? value : undefined;
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
