import { describe, expect, test } from "vitest";
import { readTexts } from "./texts-by-name";

describe("lines of names and values", () => {
  test("are read with their own mark, without empty lines and edges", () => {
    expect(readTexts("Authorization: Bearer a:b\n\n X-Key :  1 ", ":")).toEqual({
      texts: { Authorization: "Bearer a:b", "X-Key": "1" },
      faultyLine: null,
    });
    expect(readTexts("A_KEY=x=y", "=").texts).toEqual({ A_KEY: "x=y" });
  });

  test("that can't be read are named", () => {
    expect(readTexts("X-Key: 1\nno mark", ":").faultyLine).toBe(2);
    expect(readTexts("X Key: 1", ":").faultyLine).toBe(1);
    expect(readTexts("A=1\nA=2", "=").faultyLine).toBe(2);
    expect(readTexts("=1", "=").faultyLine).toBe(1);
  });
});
