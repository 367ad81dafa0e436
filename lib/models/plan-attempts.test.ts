import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planAttempts, shuffleByWeight } from "./plan-attempts";

/** The same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });

describe("the order of a call's attempts", () => {
  test("has every item once, those without weight last", () => {
    fc.assert(
      fc.property(weights, fc.integer(), (given, seed) => {
        const items = given.map((weight, id) => ({ id, weight }));
        const order = shuffleByWeight(items, seeded(seed));
        expect(order.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id));
        const firstWithout = order.findIndex(({ weight }) => weight === 0);
        if (firstWithout >= 0) expect(order.slice(firstWithout).every(({ weight }) => weight === 0)).toBe(true);
      }),
    );
  });

  test("gives each the first place as often as its weight says", () => {
    const some = weights.filter((given) => given.some((weight) => weight > 0));
    fc.assert(
      fc.property(some, fc.integer(), (given, seed) => {
        const items = given.map((weight, id) => ({ id, weight }));
        const sum = given.reduce((a, b) => a + b, 0);
        const random = seeded(seed);
        const rounds = 4000;
        const firsts = given.map(() => 0);
        for (let i = 0; i < rounds; i++) {
          const id = shuffleByWeight(items, random)[0]?.id ?? 0;
          firsts[id] = (firsts[id] ?? 0) + 1;
        }
        for (const [id, count] of firsts.entries()) {
          const share = (given[id] ?? 0) / sum;
          // Six standard deviations: wrong once in many million runs.
          const tolerance = 6 * Math.sqrt((share * (1 - share)) / rounds) + 1e-9;
          expect(Math.abs(count / rounds - share)).toBeLessThanOrEqual(tolerance);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("is by priority first, with all keys of a target before the next target", () => {
    const keys = [
      { weight: 1, id: "a" },
      { weight: 1, id: "b" },
    ];
    const targets = [
      { id: "later", priority: 5, weight: 1000, keys },
      { id: "first", priority: 0, weight: 1, keys },
    ];
    const order = planAttempts(targets, seeded(7)).map(({ target }) => target.id);
    expect(order).toEqual(["first", "first", "later", "later"]);
  });
});
