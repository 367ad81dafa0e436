import fc from "fast-check";
import { expect, test } from "vitest";
import { diffSequence } from "./diff-sequence";
import { countChanges, type DiffLine, diffText, foldSame } from "./diff-text";

const textOf = (line: DiffLine) => line.parts.map((part) => part.text).join("");
const drawn = (lines: DiffLine[]) =>
  lines.map((line) => `${{ same: " ", removed: "-", added: "+" }[line.kind]} ${textOf(line)}`);
const marked = (line: DiffLine | undefined) =>
  line?.parts.map((part) => (part.isChanged ? `[${part.text}]` : part.text)).join("");

test("a text compared with itself has no changes", () => {
  expect(countChanges(diffText("one\ntwo", "one\ntwo"))).toEqual({ added: 0, removed: 0 });
});

test("lines that came and went are told in the order in which they are read", () => {
  expect(drawn(diffText("one\ntwo\nthree", "one\n2\nthree\nfour"))).toEqual([
    "  one",
    "- two",
    "+ 2",
    "  three",
    "+ four",
  ]);
});

test("lines have the numbers of their own text", () => {
  const lines = diffText("a\nb\nc", "b\nc\nd");
  expect(lines.map(({ a, b }) => [a, b])).toEqual([
    [1, null],
    [2, 1],
    [3, 2],
    [null, 3],
  ]);
});

test("in a changed line the words that differ are marked", () => {
  const [before, after] = diffText("Answer in one sentence.", "Answer in two short sentences.");
  expect(marked(before)).toBe("Answer in [one sentence].");
  expect(marked(after)).toBe("Answer in [two short sentences].");
});

test("Chinese is compared character by character", () => {
  const [before, after] = diffText("请用中文回答问题", "请用英文回答问题");
  expect(marked(before)).toBe("请用[中]文回答问题");
  expect(marked(after)).toBe("请用[英]文回答问题");
});

test("lines that have next to nothing in common are not marked word by word", () => {
  const [before] = diffText("You are kind.", "Reply with JSON only, no prose at all");
  expect(before?.parts).toEqual([{ text: "You are kind.", isChanged: false }]);
});

test("line endings of another system are no change", () => {
  expect(countChanges(diffText("a\r\nb", "a\nb"))).toEqual({ added: 0, removed: 0 });
});

test("what is alike and far from changes is folded, single lines are not", () => {
  const before = Array.from({ length: 20 }, (_, at) => `line ${at}`);
  const after = before.with(10, "another");
  const folded = foldSame(diffText(before.join("\n"), after.join("\n")), 2);
  expect(folded.map((one) => (one.kind === "gap" ? one.lines.length : one.kind))).toEqual([
    8,
    "same",
    "same",
    "removed",
    "added",
    "same",
    "same",
    7,
  ]);
  const short = foldSame(diffText("1\n2\n3\n4", "1\n2\n3\nfour"), 2);
  expect(short.some((one) => one.kind === "gap")).toBe(false);
});

test("two long texts that share nothing are told apart at once", () => {
  const of = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join("\n");
  const started = performance.now();
  expect(countChanges(diffText(of("a"), of("b")))).toEqual({ added: 20_000, removed: 20_000 });
  expect(performance.now() - started).toBeLessThan(3_000);
});

const list = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 });

test("the moves give back both lists, with as little change as there is", () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      const moves = diffSequence(a, b);
      expect(moves.filter((move) => move.kind !== "added").map((move) => a[move.a])).toEqual(a);
      expect(moves.filter((move) => move.kind !== "removed").map((move) => b[move.b])).toEqual(b);
      // The longest common subsequence by its definition.
      const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
      for (const [i, left] of a.entries()) {
        for (const [j, right] of b.entries()) {
          const row = longest[i + 1] ?? [];
          row[j + 1] = left === right ? (longest[i]?.[j] ?? 0) + 1 : Math.max(longest[i]?.[j + 1] ?? 0, row[j] ?? 0);
        }
      }
      expect(moves.filter((move) => move.kind === "same")).toHaveLength(longest.at(-1)?.at(-1) ?? 0);
    }),
  );
});
