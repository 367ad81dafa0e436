import fc from "fast-check";
import { expect, it } from "vitest";
import { includesText, splitText } from "./search-text";

it("finds and splits as the built-in search does, on texts large enough to go its own way", () => {
  const small = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(small, small, fc.nat(6), (unit, part, times) => {
      const text = unit.repeat(60_000) + part.repeat(times);
      const search = part.repeat(400 + times);
      expect(includesText(text, search)).toBe(text.includes(search));
      expect(splitText(text, search)).toEqual(text.split(search));
    }),
    { numRuns: 30 },
  );
});
