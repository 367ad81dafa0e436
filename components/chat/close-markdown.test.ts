import { expect, test } from "vitest";
import { closeMarkdown } from "./close-markdown";

test.each([
  ["an open fence ends", "```js\nlet a", "```js\nlet a\n```"],
  ["a closed one stays", "```\na\n```", "```\na\n```"],
  ["bold is paired", "This is **bo", "This is **bo**"],
  ["a mark without words waits", "This is **", "This is "],
  ["code is paired", "Use `npm sta", "Use `npm sta`"],
  ["a link without address is its words", "See [the docs](https://exa", "See the docs"],
  ["a link without an end is its words", "See [the do", "See the do"],
  ["a whole link stays", "See [it](https://a.example)", "See [it](https://a.example)"],
  ["a table waits for its second line", "| A | B |", ""],
  ["a table waits for the whole of it", "| A | B |\n| --", ""],
  ["then it is a table", "| A | B |\n| - | - |", "| A | B |\n| - | - |"],
  ["a lone bullet waits", "- one\n-", "- one\n"],
  ["a number may be an answer", "42", "42"],
  ["plain words stay", "Hello, Ada", "Hello, Ada"],
])("%s", (_, open, closed) => {
  expect(closeMarkdown(open)).toBe(closed);
});
