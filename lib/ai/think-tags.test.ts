import fc from "fast-check";
import { expect, test } from "vitest";
import { splitThinking } from "./think-tags";

function split(deltas: string[]) {
  const out = { text: "", thought: "", whole: true };
  const add = (key: "text" | "thought") => (delta: string) => {
    out[key] += delta;
    out.whole &&= delta.isWellFormed();
  };
  const splitter = splitThinking(add("text"), add("thought"));
  for (const delta of deltas) splitter.push(delta);
  splitter.end();
  return out;
}

test("text without tags passes through", () => {
  expect(split(["Hel", "lo"])).toMatchObject({ text: "Hello", thought: "" });
});

test("the leading tags hold the thought, and the blank lines after them are dropped", () => {
  expect(split(["\n<think>why not</think>\n\nYes"])).toMatchObject({ text: "Yes", thought: "why not" });
});

test("a tag in the middle of the answer is text", () => {
  expect(split(["use <think> so"])).toMatchObject({ text: "use <think> so", thought: "" });
});

test("an opening that never closes leaves no answer", () => {
  expect(split(["<think>on and on </thi"])).toMatchObject({ text: "", thought: "on and on </thi" });
});

test("what only looked like a tag is released", () => {
  expect(split(["<thin"])).toMatchObject({ text: "<thin" });
  expect(split(["<thin", "g>x"])).toMatchObject({ text: "<thing>x" });
});

test("wherever it is cut, the same comes out, and no character is torn", () => {
  const piece = fc.constantFrom("<think>", "</think>", "🧵", "线", "a", " ", "\n", "<", "</th", "ink>");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 8 }), (pieces, cuts) => {
      const text = pieces.join("");
      const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const deltas = at.slice(1).map((end, i) => text.slice(at[i], end));
      expect(split(deltas)).toEqual({ ...split([text]), whole: true });
    }),
  );
});
