// Hides values that must never be told wherever they occur in a text: as they are, behind any number of escapes, and
// inside of Base64 or hexadecimal digits. Knows neither where values come from nor what the text is for. Pure.

import { stripEscapes } from "./plain-text";

/** What stands where such a value was. */
export const masked = "••••••";
/** Shorter values are too likely to occur by chance. */
const minMaskedLength = 4;
/** From here on a line of a value is hidden by itself. */
const minLineLength = 8;
/** From here on a value is known by either of its ends: logs and servers cut texts. */
const minCutLength = 24;

export type MaskText = (text: string) => string;

interface Hidden {
  value: string;
  /** Without escapes; empty where nothing is left that could be told from other text. */
  plain: string;
  /** Letters at either end from which a value is known although something was cut off; 0 where it is too short for that. */
  knownFrom: number;
  /** Pieces that no way of escaping changes, in small letters. One is empty where there is none. */
  anchors: string[];
  /** The pieces in Base64, wherever they begin in what is encoded, and in hexadecimal digits. */
  encodedAnchors: string[];
}

/** Makes the function that hides these values; those of fewer than four characters are left alone. */
export function makeMask(values: Iterable<string>): MaskText {
  const wanted = new Set([...values].flatMap(piecesOf).filter((value) => value.length >= minMaskedLength));
  // The longest first, so that nothing is left of one that contains another.
  const hidden = [...wanted].sort((a, b) => b.length - a.length).map(readHidden);
  if (hidden.length === 0) return (text) => text;
  return (text) => hideEncoded(hideEscaped(hidePlain(text, hidden), hidden), hidden);
}

/** A value, what is left of it in a header, and its lines: a key of several is printed line by line. */
function piecesOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  // The first and the last line of a key only say what it is.
  const telling = lines.filter((line) => line.length >= minLineLength && !line.startsWith("-----"));
  return [value, value.trim(), ...(lines.length > 1 ? telling : [])];
}

function readHidden(value: string): Hidden {
  const stripped = stripEscapes(value).text.replace(/\\+$/, "");
  const plain = stripped.length >= minMaskedLength ? stripped : "";
  const knownFrom = plain.length < minCutLength ? 0 : Math.min(64, Math.max(16, Math.ceil(plain.length / 3)));
  const ends = knownFrom === 0 ? [] : [value.slice(0, knownFrom), value.slice(-knownFrom)];
  const anchors = [value, ...ends].map(longestWord);
  return {
    value,
    plain,
    knownFrom,
    anchors: anchors.map((anchor) => anchor.toLowerCase()),
    encodedAnchors: anchors.flatMap((anchor) => {
      const bytes = Buffer.from(anchor);
      return [bytes.toString("hex"), ...[0, 1, 2].map((before) => innerBase64(bytes, before))];
    }),
  };
}

function longestWord(text: string): string {
  return (text.match(/[A-Za-z0-9]+/g) ?? []).reduce((a, b) => (b.length > a.length ? b : a), "");
}

/** The Base64 that bytes have after so many others, without the letters that depend on their neighbours. */
function innerBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

/** The quick way, which is enough for nearly every text. */
function hidePlain(text: string, hidden: readonly Hidden[]): string {
  let result = text;
  for (const { value } of hidden) if (result.includes(value)) result = result.replaceAll(value, masked);
  return result;
}

function hideEscaped(text: string, hidden: readonly Hidden[]): string {
  const small = text.toLowerCase();
  const possible = hidden.filter(
    ({ plain, anchors }) => plain !== "" && anchors.some((anchor) => small.includes(anchor)),
  );
  if (possible.length === 0) return text;
  const { text: plainText, starts, ends } = stripEscapes(text);
  const found = possible.flatMap((one) => findIn(plainText, one));
  return replaceRanges(
    text,
    found.map(([start, end]) => [starts[start] ?? 0, ends[end - 1] ?? text.length]),
  );
}

type Range = [start: number, end: number];

/** Where a value is in a text without escapes, also where its end or its beginning was cut off. */
function findIn(text: string, { plain, knownFrom }: Hidden): Range[] {
  if (knownFrom === 0) return placesOf(text, plain).map((at) => [at, at + plain.length]);
  const forwards = placesOf(text, plain.slice(0, knownFrom)).map((at): Range => {
    let length = knownFrom;
    while (length < plain.length && text[at + length] === plain[length]) length += 1;
    return [at, at + length];
  });
  const backwards = placesOf(text, plain.slice(-knownFrom)).map((at): Range => {
    let length = 0;
    const before = plain.length - knownFrom;
    while (length < before && text[at - length - 1] === plain[before - length - 1]) length += 1;
    return [at - length, at + knownFrom];
  });
  return [...forwards, ...backwards];
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}

function replaceRanges(text: string, ranges: Range[]): string {
  let result = "";
  let done = 0;
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    if (start >= done) result += text.slice(done, start) + masked;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}

const base64Run = /[A-Za-z0-9+/_-]{6,}={0,2}/g;
const hexRun = /[0-9A-Fa-f]{8,}/g;

/** Whoever writes Base64 or digits around a value has all of it replaced: its ends share letters with the value. */
function hideEncoded(text: string, hidden: readonly Hidden[]): string {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  const possible = hidden.filter(
    ({ plain, encodedAnchors }) =>
      plain !== "" &&
      encodedAnchors.some((anchor) => standard.includes(anchor) || standard.includes(anchor.toUpperCase())),
  );
  if (possible.length === 0) return text;
  const holds = (bytes: Buffer) => {
    const { text: plainText } = stripEscapes(bytes.toString("latin1"), true);
    return possible.some((one) => findIn(plainText, one).length > 0);
  };
  return text
    .replace(base64Run, (run) =>
      [0, 1, 2, 3].some((at) => holds(Buffer.from(run.slice(at), "base64"))) ? masked : run,
    )
    .replace(hexRun, (run) => ([0, 1].some((at) => holds(Buffer.from(run.slice(at), "hex"))) ? masked : run));
}
