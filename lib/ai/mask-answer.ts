// Keeps a provider's key out of what its model says: a proxy may quote the request, and a model may repeat what it was
// shown. Works on a stream whose pieces cut the key anywhere, and on values. Knows no provider.

import type { Json, JsonObject } from "../shared/json";
import { type MaskText, makeMask, masked } from "../vault/mask-values";
import type { ProviderAccess } from "./access";

/** Values of headers shorter than this are names and flags rather than keys, and occur in answers by chance. */
const minHeaderLength = 12;

export interface MaskedStream {
  push(delta: string): void;
  /** Releases what was held back because it might have been the beginning of a key. */
  end(): void;
}

export interface AnswerMask {
  stream(onText: (text: string) => void): MaskedStream;
  text: MaskText;
  /** Every text in a value, names of members too. */
  value<T extends Json>(value: T): T;
}

/** Makes what hides the key and the secret headers of a provider in answers. */
export function answerMask({ apiKey, headers }: Pick<ProviderAccess, "apiKey" | "headers">): AnswerMask {
  const values = [apiKey ?? "", ...Object.values(headers).filter((value) => value.length >= minHeaderLength)]
    .map((value) => value.trim())
    .filter((value) => value.length >= 4);
  const text = makeMask(values);
  return { stream: (onText) => streamWithout(values, onText), text, value: (value) => hideIn(value, text) };
}

function streamWithout(values: readonly string[], onText: (text: string) => void): MaskedStream {
  let held = "";
  const send = (until: number) => {
    const whole = held.slice(0, until);
    held = held.slice(until);
    if (whole !== "") onText(whole);
  };
  return {
    push(delta) {
      held += delta;
      for (const value of values) held = held.replaceAll(value, masked);
      send(held.length - longestBeginning(held, values));
    },
    end: () => send(held.length),
  };
}

/** How many characters at the end of a text may be the beginning of one of the values. */
function longestBeginning(text: string, values: readonly string[]): number {
  let longest = 0;
  for (const value of values) {
    for (let n = Math.min(value.length - 1, text.length); n > longest; n--) {
      if (text.endsWith(value.slice(0, n))) longest = n;
    }
  }
  return longest;
}

function hideIn<T extends Json>(value: T, hide: MaskText): T {
  // What comes back has the form of what went in; only its texts differ.
  if (typeof value === "string") return hide(value) as T;
  if (Array.isArray(value)) return value.map((item) => hideIn(item, hide)) as unknown as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([key, one]) => [hide(key), hideIn(one, hide)]);
  return Object.fromEntries(entries) as T;
}
