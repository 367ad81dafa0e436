// Choices that a number repeats: the same seed makes the same ones in the same order.

export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` up to, not including, `limit`. */
  between(least: number, limit: number): number;
  pick<T>(list: readonly T[]): T;
  chance(part: number): boolean;
}

/** A source of choices that depends on the seed alone. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, limit: number) => least + Math.floor(next() * (limit - least));
  return {
    next,
    between,
    chance: (part) => next() < part,
    pick(list) {
      const chosen = list[between(0, list.length)];
      if (chosen === undefined) throw new Error("There is nothing to choose from.");
      return chosen;
    },
  };
}
