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
  ["italics are paired", "It is _so", "It is _so_"],
  ["so are stars", "It is *so", "It is *so*"],
  ["paired italics stay", "It is _so_ and *so*", "It is _so_ and *so*"],
  ["names with strokes stay", "call read_file_now", "call read_file_now"],
  ["a bullet stays", "* one", "* one"],
  ["a row without cells waits", "| A |\n| - |\n|", "| A |\n| - |"],
  ["plain words stay", "Hello, Ada", "Hello, Ada"],
])("%s", (_, open, closed) => {
  expect(closeMarkdown(open)).toBe(closed);
});
