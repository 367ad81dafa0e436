// What a search field offers for the word under the cursor: keys to filter by, or the values of a key. Pure.

import type { ReactNode } from "react";

export interface FilterKey {
  key: string;
  label: string;
  /** Choosing a second value replaces the first. */
  single?: boolean;
  values: readonly { value: string; label: string; icon?: ReactNode }[];
}

export interface Suggestion {
  key: FilterKey;
  /** Absent where the suggestion is the key itself. */
  value?: string;
  label: string;
  icon?: ReactNode;
  /** What stands before the word that the suggestion replaces. */
  rest: string;
}

const most = 50;

/** Keys that begin with the last word, or the values of the key it names. An empty field offers all keys. */
export function findSuggestions(text: string, keys: readonly FilterKey[]): Suggestion[] {
  const start = text.search(/\S*$/u);
  const rest = text.slice(0, start);
  const word = text.slice(start);
  const colon = word.indexOf(":");
  if (colon >= 0) {
    const key = keys.find((one) => one.key === word.slice(0, colon));
    if (!key) return [];
    const wanted = word.slice(colon + 1).toLowerCase();
    return key.values
      .filter((one) => one.value.toLowerCase().includes(wanted) || one.label.toLowerCase().includes(wanted))
      .slice(0, most)
      .map((one) => ({ key, value: one.value, label: one.label, icon: one.icon, rest }));
  }
  const wanted = word.toLowerCase();
  if (wanted === "" && rest !== "") return [];
  return keys
    .filter((one) => one.key.startsWith(wanted) || one.label.toLowerCase().startsWith(wanted))
    .map((key) => ({ key, label: key.label, rest }));
}
