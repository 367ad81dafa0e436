// What a search field offers for the word under the cursor: keys to filter by, or the values of a key. Pure.

import type { ReactNode } from "react";
import { type FilterQuery, parseFilterQuery, withFilter } from "./filter-query";

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

/** The query with the filters that stand in a typed text, by value or by label; what names none stays text. */
export function takeTyped(query: FilterQuery, text: string, keys: readonly FilterKey[]): FilterQuery {
  const words: string[] = [];
  let next = query;
  for (const part of text.match(/\S+?:"[^"]*"|"[^"]*"|\S+/gu) ?? []) {
    const [typed] = parseFilterQuery(
      part,
      keys.map(({ key }) => key),
    ).filters;
    const key = typed && keys.find((one) => one.key === typed.key);
    const wanted = typed?.value.toLowerCase();
    const value =
      key?.values.find((one) => one.value === typed?.value) ??
      key?.values.find((one) => one.label.toLowerCase() === wanted);
    if (key && value) next = withFilter(next, key.key, value.value, key.single);
    else words.push(part);
  }
  return { ...next, text: words.join(" ") };
}
