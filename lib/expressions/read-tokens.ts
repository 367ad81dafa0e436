// Cuts the text of an expression into tokens, one at a time and each character once. Knows no grammar.

import { ExpressionFault } from "./fault";

export type Token =
  | { kind: "number"; value: number; at: number; end: number }
  | { kind: "text"; value: string; at: number; end: number }
  | { kind: "name"; value: string; at: number; end: number }
  | { kind: "sign"; value: string; at: number; end: number }
  | { kind: "end"; value: ""; at: number; end: number };

const signs = ["==", "!=", "<=", ">=", "&&", "||", "??", "}}", ..."+-*/%<>!?:.,()[]"];
const signsByFirst = new Map<string, string[]>();
for (const sign of signs) {
  const first = sign.charAt(0);
  const list = signsByFirst.get(first);
  if (list) list.push(sign);
  else signsByFirst.set(first, [sign]);
}
const namePattern = /[A-Za-z_][A-Za-z0-9_]*/y;
const numberPattern = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const spacePattern = /[ \t\r\n\u00a0\u3000]*/y;
const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"' };

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** The token that begins at or after `from`. */
export function readToken(text: string, from: number): Token {
  const at = from + matchAt(spacePattern, text, from).length;
  const first = text.charAt(at);
  if (first === "") return { kind: "end", value: "", at, end: at };
  if (first === "'" || first === '"') return readText(text, at, first);
  const name = matchAt(namePattern, text, at);
  if (name !== "") return { kind: "name", value: name, at, end: at + name.length };
  const digits = matchAt(numberPattern, text, at);
  if (digits !== "") {
    const end = at + digits.length;
    const value = Number(digits);
    if (!Number.isFinite(value) || matchAt(namePattern, text, end) !== "")
      throw new ExpressionFault("number_invalid", at);
    return { kind: "number", value, at, end };
  }
  for (const sign of signsByFirst.get(first) ?? []) {
    if (text.startsWith(sign, at)) return { kind: "sign", value: sign, at, end: at + sign.length };
  }
  throw new ExpressionFault("unexpected_character", at, { character: String.fromCodePoint(text.codePointAt(at) ?? 0) });
}

function readText(text: string, at: number, quote: string): Token {
  const pieces: string[] = [];
  let from = at + 1;
  for (let i = from; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === quote) {
      pieces.push(text.slice(from, i));
      return { kind: "text", value: pieces.join(""), at, end: i + 1 };
    }
    if (character !== "\\") continue;
    pieces.push(text.slice(from, i));
    const next = text.charAt(i + 1);
    if (next === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) {
      pieces.push(String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 6), 16)));
      i += 5;
    } else {
      const escaped = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
      if (escaped === undefined) {
        if (next === "") break;
        throw new ExpressionFault("unexpected_character", i, { character: "\\" });
      }
      pieces.push(escaped);
      i += 1;
    }
    from = i + 1;
  }
  throw new ExpressionFault("text_unclosed", at);
}
