// In which order a call tries what could answer it: by priority, and among equals by weight, so that over many calls
// each gets its share. Pure.

export interface Weighted {
  weight: number;
}

export interface Ranked extends Weighted {
  priority: number;
  keys: readonly Weighted[];
}

export interface Attempt<T extends Ranked> {
  target: T;
  key: T["keys"][number];
}

/** All items in a random order in which each comes first in proportion to its weight; those of weight 0 come last. */
export function shuffleByWeight<T extends Weighted>(items: readonly T[], random: () => number): T[] {
  if (items.length < 2) return [...items];
  // An exponential clock for each item: the one that rings first does so with the probability of its weight.
  const ringing = items.map((item) => {
    const chance = -Math.log(1 - random());
    return { item, isLast: item.weight <= 0, at: item.weight > 0 ? chance / item.weight : chance };
  });
  ringing.sort((a, b) => Number(a.isLast) - Number(b.isLast) || a.at - b.at);
  return ringing.map(({ item }) => item);
}

/** Every target with every of its keys, in the order in which one call tries them. */
export function planAttempts<T extends Ranked>(targets: readonly T[], random: () => number): Attempt<T>[] {
  const priorities = [...new Set(targets.map(({ priority }) => priority))].sort((a, b) => a - b);
  return priorities.flatMap((priority) =>
    shuffleByWeight(
      targets.filter((target) => target.priority === priority),
      random,
    ).flatMap((target) => shuffleByWeight(target.keys, random).map((key) => ({ target, key }))),
  );
}
