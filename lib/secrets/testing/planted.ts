// Values that occur nowhere else, to be planted where secrets are, and the search for them in whatever a product keeps
// or tells. It is written apart from the masking that it judges. Tests only.

import { randomBytes } from "node:crypto";

export interface Planted {
  /** Where it was put. */
  place: string;
  value: string;
}

/** Makes a value for a place; `signs` are characters that every way of writing escapes in its own manner. */
export function plant(place: string, signs = "\"\\/+&<'%"): Planted {
  return { place, value: `${randomBytes(12).toString("hex")}${signs}${randomBytes(12).toString("hex")}` };
}

/** Base64 of a text behind so many other letters, without the letters that depend on its neighbours. */
function base64Of(text: string, before: number): string {
  const whole = Buffer.from("A".repeat(before) + text)
    .toString("base64")
    .replace(/=+$/, "");
  return whole.slice(before === 0 ? 0 : before + 1, -3);
}

/** Every way of writing that is looked for, beginning with the value itself and pieces that a cut may have left. */
function writings(value: string): string[] {
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const piece = Math.min(20, value.length);
  const pieces = [value.slice(0, piece), value.slice(-piece)];
  const encoded = pieces.flatMap((text) => [
    Buffer.from(text).toString("hex"),
    ...[0, 1, 2].map((at) => base64Of(text, at)),
  ]);
  return [
    value,
    ...pieces,
    json(value),
    json(json(value)),
    encodeURIComponent(value),
    encodeURIComponent(value).toLowerCase(),
    String(new URLSearchParams({ v: value })).slice(2),
    ...encoded,
    ...encoded.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

export interface Kept {
  /** What it is, for the report. */
  name: string;
  text: string;
}

/** Where something of the planted values is told, with what stands around it; empty = nowhere. */
export function findPlanted(planted: readonly Planted[], kept: readonly Kept[]): string[] {
  const found: string[] = [];
  for (const { place, value } of planted) {
    const forms = new Set(writings(value));
    for (const { name, text } of kept) {
      for (const form of forms) {
        const at = text.indexOf(form);
        if (at === -1) continue;
        found.push(`${place} is told in ${name}: …${text.slice(Math.max(0, at - 80), at + form.length + 20)}…`);
        break;
      }
    }
  }
  return found;
}
