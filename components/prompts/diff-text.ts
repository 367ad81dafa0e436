// What differs between two texts, as people read it: line by line, and within a line that was changed word by word.
// Pure.

import { diffSequence } from "./diff-sequence";

export interface DiffPart {
  text: string;
  /** Only in this one of the two lines. */
  isChanged: boolean;
}

export interface DiffLine {
  kind: "same" | "removed" | "added";
  /** Line numbers from 1; null where the text has no such line. */
  a: number | null;
  b: number | null;
  parts: DiffPart[];
}

/** Lines that are alike and far from any change, as one. */
export interface DiffGap {
  kind: "gap";
  lines: DiffLine[];
}

/** Longer lines are compared as wholes. */
const longestByWord = 5_000;
/** What two lines must share for their words to be compared: else every other word would be marked. */
const leastShared = 0.3;

/** Spaces, words and signs; of scripts without spaces each character. */
const words = /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}_]+|[^\s]/gu;

const whole = (text: string): DiffPart[] => [{ text, isChanged: false }];

/** Joins neighbours that are alike; the space between two changed words is read with them. */
function joinParts(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const [at, { text, isChanged }] of parts.entries()) {
    const last = joined.at(-1);
    const isBetween = text.trim() === "" && last?.isChanged === true && parts[at + 1]?.isChanged === true;
    if (last?.isChanged === (isChanged || isBetween)) last.text += text;
    else joined.push({ text, isChanged });
  }
  return joined;
}

function compareWords(before: string, after: string): { removed: DiffPart[]; added: DiffPart[] } {
  const plain = { removed: whole(before), added: whole(after) };
  if (before.length + after.length > longestByWord) return plain;
  const a = before.match(words) ?? [];
  const b = after.match(words) ?? [];
  const removed: DiffPart[] = [];
  const added: DiffPart[] = [];
  let shared = 0;
  for (const move of diffSequence(a, b)) {
    const isChanged = move.kind !== "same";
    const text = (move.kind === "added" ? b[move.b] : a[move.a]) ?? "";
    if (!isChanged) shared += text.trim().length;
    if (move.kind !== "added") removed.push({ text, isChanged });
    if (move.kind !== "removed") added.push({ text, isChanged });
  }
  const isAlike = shared >= leastShared * Math.max(before.trim().length, after.trim().length);
  return isAlike ? { removed: joinParts(removed), added: joinParts(added) } : plain;
}

/** Marks the words of lines that stand for each other: the first removed one for the first added one, and so on. */
function pairLines(removed: DiffLine[], added: DiffLine[]): DiffLine[] {
  for (const [at, before] of removed.entries()) {
    const after = added[at];
    if (!after) break;
    const marked = compareWords(before.parts[0]?.text ?? "", after.parts[0]?.text ?? "");
    before.parts = marked.removed;
    after.parts = marked.added;
  }
  return [...removed, ...added];
}

/** The lines of both texts in the order in which they are read, removed ones before what stands in their place. */
export function diffText(before: string, after: string): DiffLine[] {
  const a = before.split(/\r?\n/);
  const b = after.split(/\r?\n/);
  const lines: DiffLine[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const settle = () => {
    lines.push(...pairLines(removed, added));
    removed = [];
    added = [];
  };
  for (const move of diffSequence(a, b)) {
    if (move.kind === "removed") {
      removed.push({ kind: "removed", a: move.a + 1, b: null, parts: whole(a[move.a] ?? "") });
    } else if (move.kind === "added") {
      added.push({ kind: "added", a: null, b: move.b + 1, parts: whole(b[move.b] ?? "") });
    } else {
      settle();
      lines.push({ kind: "same", a: move.a + 1, b: move.b + 1, parts: whole(a[move.a] ?? "") });
    }
  }
  settle();
  return lines;
}

/** Folds what is alike, but for some lines around each change. */
export function foldSame(lines: readonly DiffLine[], around = 3): (DiffLine | DiffGap)[] {
  const isNear = new Uint8Array(lines.length);
  for (const [at, line] of lines.entries()) {
    if (line.kind !== "same") isNear.fill(1, Math.max(0, at - around), at + around + 1);
  }
  const folded: (DiffLine | DiffGap)[] = [];
  let gap: DiffLine[] = [];
  const settle = () => {
    // A fold that hides one line hides nothing.
    if (gap.length > 1) folded.push({ kind: "gap", lines: gap });
    else folded.push(...gap);
    gap = [];
  };
  for (const [at, line] of lines.entries()) {
    if (isNear[at]) {
      settle();
      folded.push(line);
    } else gap.push(line);
  }
  settle();
  return folded;
}

/** How many lines came and went. */
export function countChanges(lines: readonly DiffLine[]): { added: number; removed: number } {
  const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return { added: count("added"), removed: count("removed") };
}
