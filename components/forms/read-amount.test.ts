import { describe, expect, it } from "vitest";
import { readAmount } from "./read-amount";

describe("an amount that was typed", () => {
  it("has a point and may have commas between thousands", () => {
    expect([" 12 ", "0", "0.25", ".5", "3.", "1,500", "1,234,567.89"].map(readAmount)).toEqual([
      12, 0, 0.25, 0.5, 3, 1500, 1_234_567.89,
    ]);
  });
  it("is none where a comma could be meant as a point, or anything else than digits stands there", () => {
    const texts = ["1,5", "0,25", "1,50", "1.500,00", ",5", "", "-1", "1e5", "0x10", "12 €", "1 500", "9".repeat(400)];
    expect(texts.map(readAmount)).toEqual(texts.map(() => undefined));
  });
});
