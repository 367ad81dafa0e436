// Cuts JSON text into what is drawn alike: keys, texts, numbers, words, and all between. Pure; never throws on what
// is not JSON.

export interface JsonToken {
  kind: "key" | "text" | "number" | "word" | "other";
  text: string;
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** The tokens of a JSON text; joined they are the same text. */
export function tokenizeJson(source: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: "other", text: source.slice(end, match.index) });
    const [whole, text, colon, digits] = match;
    if (text !== undefined) {
      tokens.push({ kind: colon === undefined ? "text" : "key", text });
      if (colon !== undefined) tokens.push({ kind: "other", text: colon });
    } else tokens.push({ kind: digits === undefined ? "word" : "number", text: whole });
    end = match.index + whole.length;
  }
  if (end < source.length) tokens.push({ kind: "other", text: source.slice(end) });
  return tokens;
}
