// Parsed texts, kept while they are in use: the canvas, validation and plans parse the same ones again and again.

import type { Expression, Outcome, Template } from "./ast";
import { parseExpression } from "./parse-expression";
import { parseTemplate } from "./parse-template";

const maxEntries = 2_000;
const maxCharacters = 2_000;

/** A parser that remembers; long texts are parsed each time, so the cache stays within a few megabytes. */
function remember<T>(parse: (text: string) => Outcome<T>): (text: string) => Outcome<T> {
  let recent = new Map<string, Outcome<T>>();
  let older = new Map<string, Outcome<T>>();
  return (text) => {
    if (text.length > maxCharacters) return parse(text);
    const known = recent.get(text) ?? older.get(text);
    const result = known ?? parse(text);
    if (known === undefined || !recent.has(text)) {
      // Two generations: what was not asked for during a whole one is forgotten.
      if (recent.size >= maxEntries) {
        older = recent;
        recent = new Map();
      }
      recent.set(text, result);
    }
    return result;
  };
}

/** As parseTemplate, remembering what was parsed lately. */
export const cachedTemplate: (text: string) => Outcome<Template> = remember(parseTemplate);
/** As parseExpression, remembering what was parsed lately. */
export const cachedExpression: (text: string) => Outcome<Expression> = remember(parseExpression);
