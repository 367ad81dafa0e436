import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSchema, isSame, tellFaults } from "./check-schema";
import type { Json } from "./json";

const order = {
  type: "object",
  properties: {
    number: { type: "integer", minimum: 1 },
    unit: { enum: ["kg", "lb"] },
    tags: { type: "array", items: { type: "string" }, maxItems: 2 },
    note: { type: ["string", "null"], maxLength: 3 },
  },
  required: ["number"],
  additionalProperties: false,
};
const said = (value: Json, schema: Json) => tellFaults(checkSchema(value, schema));

describe("checking a value against a schema", () => {
  it("allows what fits", () => {
    expect(checkSchema({ number: 1, unit: "kg", tags: ["a"], note: null }, order)).toEqual([]);
    expect(checkSchema({ anything: [1] }, {})).toEqual([]);
  });
  it("says where what is wrong", () => {
    expect(checkSchema({ unit: "g", tags: [1, "b", "c"], note: "long", more: 1 }, order)).toEqual([
      { path: "/number", message: "is missing" },
      { path: "/unit", message: 'has to be one of "kg", "lb"' },
      { path: "/tags", message: "may have at most 2 items" },
      { path: "/tags/0", message: "has to be a string, not a number" },
      { path: "/note", message: "may have at most 3 characters" },
      { path: "/more", message: "is not known here" },
    ]);
    expect(said([], order)).toBe("The value has to be an object, not an array.");
    expect(said({ number: 1.5 }, order)).toContain("/number has to be an integer");
    expect(said({ number: 0 }, order)).toBe("/number has to be at least 1.");
  });
  it("follows references inside of the schema, also in circles, and no others", () => {
    const tree = {
      $defs: { leaf: { type: "object", properties: { next: { $ref: "#/$defs/leaf" }, value: { type: "number" } } } },
      $ref: "#/$defs/leaf",
    };
    expect(said({ next: { next: { value: "x" } } }, tree)).toContain("/next/next/value");
    expect(checkSchema(1, { $ref: "#" })).toEqual([]);
    expect(checkSchema(1, { $ref: "https://example.com/schema" })).toEqual([]);
  });
  it("knows combinations", () => {
    const either = { anyOf: [{ type: "string" }, { type: "object", required: ["id"] }] };
    expect(checkSchema({ id: 1 }, either)).toEqual([]);
    expect(said({}, either)).toContain("none of the forms");
    expect(said(5, { oneOf: [{ type: "string" }] })).toContain("none of the forms");
    expect(said(5, { not: { type: "number" } })).toContain("not allowed");
    expect(said(5, { allOf: [{ minimum: 6 }, { multipleOf: 2 }] })).toBe(
      "The value has to be at least 6. The value has to be a multiple of 2.",
    );
    expect(said(1, false)).toContain("not allowed");
  });
  it("comes to an end on every schema", () => {
    const wide = { anyOf: Array.from({ length: 20 }, () => ({ $ref: "#" })) };
    const started = performance.now();
    checkSchema("x", wide);
    expect(performance.now() - started).toBeLessThan(2_000);
    const keyword = fc.constantFrom(
      "type",
      "enum",
      "properties",
      "required",
      "items",
      "anyOf",
      "not",
      "$ref",
      "minimum",
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(keyword, fc.jsonValue()), (value, schema) => {
        expect(checkSchema(value as Json, schema as Json).length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 200 },
    );
  });
});

it("tells the same JSON whatever the order of its keys", () => {
  expect(isSame({ a: [1, { b: null }], c: "" }, { c: "", a: [1, { b: null }] })).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: null })).toBe(false);
  expect(isSame([1, 2], [2, 1])).toBe(false);
});
