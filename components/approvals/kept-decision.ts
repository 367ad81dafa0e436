// What somebody has written towards a decision and not sent, kept by the tab so that a reload loses nothing. Storage can
// be switched off; then it lives as long as the page.

import { isJsonObject, type JsonObject } from "@/lib/shared/json";

export interface Written {
  /** Values of the form that were changed. */
  values: JsonObject;
  /** The draft as it was changed; null while it is as it came. */
  text: string | null;
  comment: string;
}

export const nothingWritten: Written = { values: {}, text: null, comment: "" };

const placeOf = (key: string) => `weft:decision:${key}`;

/** Whether there is anything that could get lost. */
export function isWritten({ values, text, comment }: Written): boolean {
  return text !== null || comment.trim() !== "" || Object.keys(values).length > 0;
}

export function readWritten(key: string): Written {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(placeOf(key)) ?? "null");
    if (!isJsonObject(kept)) return nothingWritten;
    return {
      values: isJsonObject(kept.values) ? kept.values : {},
      text: typeof kept.text === "string" ? kept.text : null,
      comment: typeof kept.comment === "string" ? kept.comment : "",
    };
  } catch {
    return nothingWritten;
  }
}

export function keepWritten(key: string, written: Written): void {
  try {
    if (isWritten(written)) sessionStorage.setItem(placeOf(key), JSON.stringify(written));
    else sessionStorage.removeItem(placeOf(key));
  } catch {
    // Full or switched off: it still stands in the fields.
  }
}
