import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitBlocks } from "./split-blocks";

const piece = fc.constantFrom(
  "One sentence.\n",
  "\n",
  "```js\n",
  "```\n",
  "~~~\n",
  "- item\n",
  "  more\n",
  "1. first\n",
  "| a | b |\n",
  "# Title\n",
  "    code\n",
);

describe("blocks", () => {
  test("are cut at blank lines", () => {
    expect(splitBlocks("# A\n\nText\nmore\n\n| a |\n| - |\n")).toEqual(["# A\n\n", "Text\nmore\n\n", "| a |\n| - |\n"]);
  });

  test("keep code whole, blank lines and all", () => {
    const code = "```js\nlet a;\n\nlet b;\n```\n";
    expect(splitBlocks(`Before\n\n${code}\nAfter`)).toEqual(["Before\n\n", `${code}\n`, "After"]);
  });

  test("keep a list whole whose items are apart", () => {
    const list = "1. one\n\n   still one\n\n2. two\n\n";
    expect(splitBlocks(`${list}After`)).toEqual([list, "After"]);
  });

  test("keep a text whole that names its links elsewhere", () => {
    const text = "See [it][1].\n\n[1]: https://example.com\n";
    expect(splitBlocks(text)).toEqual([text]);
  });

  test("joined are the text, and all but the last stay while it grows", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, cut) => {
        const text = pieces.join("");
        const whole = splitBlocks(text);
        expect(whole.join("")).toBe(text);
        const early = splitBlocks(text.slice(0, text.length === 0 ? 0 : cut % text.length)).slice(0, -1);
        // The last line of a growing text may turn out to be a list item or an indented line, so it may still join.
        expect(whole.slice(0, Math.max(0, early.length - 1))).toEqual(early.slice(0, -1));
      }),
    );
  });
});
