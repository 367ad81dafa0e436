import { describe, expect, it } from "vitest";
import { boundNotes, boundText } from "./bound-log";

describe("what a log keeps", () => {
  it("is everything that is not huge, made storable", () => {
    expect(boundText("a\u0000b")).toBe("a\uFFFDb");
    expect(boundNotes([{ at: 1, message: "x" }])).toEqual([{ at: 1, message: "x" }]);
  });

  it("says how much of a huge text is missing", () => {
    const kept = boundText("é".repeat(2_000_000));
    expect(kept.length).toBeLessThan(1_050_000);
    expect(kept).toMatch(/é\n\[951424 more characters were not kept\.\]$/);
  });

  it("never keeps half a character at the cut", () => {
    expect(boundText(`a${"😀".repeat(1_000_000)}`).isWellFormed()).toBe(true);
  });

  it("says how many lines are missing", () => {
    const notes = Array.from({ length: 1_000 }, (_, at) => ({ at, message: "x".repeat(4_000) }));
    const kept = boundNotes(notes);
    expect(kept.at(-1)?.message).toBe("[935 more lines were not kept.]");
    expect(kept).toHaveLength(66);
  });
});
