// The order in which nodes speak and are listed: plan rank, then path, with numbers inside of paths by their value, so
// that `loop[10]` comes after `loop[9]`. Independent of any language's collation.

/** Negative when a comes before b. */
export function comparePlaces(a: { rank: number; path: string }, b: { rank: number; path: string }): number {
  return a.rank - b.rank || comparePaths(a.path, b.path);
}

/** Orders paths by character, and by value where both have a number. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i] ?? "";
    const y = right[i] ?? "";
    if (x === y) continue;
    const difference = Number(x) - Number(y);
    if (!Number.isNaN(difference) && difference !== 0) return difference;
    return x < y ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : 1);
}
