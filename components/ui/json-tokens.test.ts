import fc from "fast-check";
import { expect, test } from "vitest";
import { tokenizeJson } from "./json-tokens";

test("keys and texts are told apart", () => {
  expect(tokenizeJson('{"a": "b", "n": [-1.5e3, null]}').filter((token) => token.kind !== "other")).toEqual([
    { kind: "key", text: '"a"' },
    { kind: "text", text: '"b"' },
    { kind: "key", text: '"n"' },
    { kind: "number", text: "-1.5e3" },
    { kind: "word", text: "null" },
  ]);
});

test("no character is lost or added, whatever the text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (source) => {
      expect(
        tokenizeJson(source)
          .map((token) => token.text)
          .join(""),
      ).toBe(source);
    }),
  );
});
