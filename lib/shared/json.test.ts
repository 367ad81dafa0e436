import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, storableJson, storableText } from "./json";

/** Texts rich in what databases refuse: NUL and halves of surrogate pairs. */
const wildText = fc.array(fc.constantFrom("a", "\u0000", "\ud83d", "\ude00", "😀", "é")).map((parts) => parts.join(""));
const wildJson = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    wildText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(wildText, tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("storable text", () => {
  it("has a replacement sign where NUL or half a pair was", () => {
    expect(storableText("a\u0000b")).toBe("a\ufffdb");
    expect(storableText("\ud83d!")).toBe("\ufffd!");
    expect(storableText("!\ude00")).toBe("!\ufffd");
  });

  it("leaves whole pairs alone", () => {
    expect(storableText("😀")).toBe("😀");
  });
});

describe("a storable value", () => {
  it("holds nothing that PostgreSQL refuses, in texts and in names", () => {
    fc.assert(
      fc.property(wildJson, (value) => {
        const stored = JSON.stringify(storableJson(value));
        expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });

  it("is the very value where nothing had to change", () => {
    const value = { a: [1, "x", { b: null }], c: true };
    expect(storableJson(value)).toBe(value);
  });

  it("shares what did not change, and leaves the original as it was", () => {
    const kept = { deep: ["x"] };
    const value = { kept, bad: "\u0000" };
    const stored = storableJson(value);
    expect(stored).toEqual({ kept: { deep: ["x"] }, bad: "\ufffd" });
    expect(stored).toHaveProperty("kept", kept);
    expect(value.bad).toBe("\u0000");
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(wildJson, (value) => {
        const once = storableJson(value);
        expect(storableJson(once)).toBe(once);
      }),
    );
  });

  it("keeps a member named __proto__ a member", () => {
    const value = JSON.parse('{"__proto__": "\\u0000", "x": 1}') as Json;
    const stored = storableJson(value);
    expect(JSON.stringify(stored)).toBe('{"__proto__":"\ufffd","x":1}');
    expect(Object.getPrototypeOf(stored)).toBe(Object.prototype);
  });
});

it.each([
  [{}, true],
  [{ a: 1 }, true],
  [null, false],
  [[], false],
  ["text", false],
  [undefined, false],
])("whether %j is an object: %s", (value, is) => {
  expect(isJsonObject(value)).toBe(is);
});
