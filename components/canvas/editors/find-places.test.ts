import { describe, expect, test } from "vitest";
import { findPlaces, placeAtEnd } from "./find-places";

describe("places of variables in a text", () => {
  test("are those between double braces", () => {
    expect(findPlaces("Hi {{ start.name }}, {{b}}")).toEqual([
      { from: 3, to: 19, inner: " start.name " },
      { from: 21, to: 26, inner: "b" },
    ]);
    expect(findPlaces("{ a } {{ b")).toEqual([]);
  });
  test("are not those behind a backslash, unless that is escaped itself", () => {
    expect(findPlaces("\\{{name}}")).toEqual([]);
    expect(findPlaces("\\\\{{name}}")).toEqual([{ from: 2, to: 10, inner: "name" }]);
    expect(findPlaces("\\\\\\{{name}} {{a}}")).toEqual([{ from: 12, to: 17, inner: "a" }]);
  });
  test("may end a text", () => {
    expect(placeAtEnd("Hi {{ a }}")).toEqual({ from: 3, to: 10, inner: " a " });
    expect(placeAtEnd("Hi {{ a }}.")).toBeUndefined();
    expect(placeAtEnd("Hi \\{{ a }}")).toBeUndefined();
  });
});
