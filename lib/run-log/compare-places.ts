// The order in which nodes speak and are listed: plan rank, then path by character, with places in a loop by their
// number, so that `loop[10]/a` comes after `loop[9]/a`. Independent of any language's collation.

/** Negative when a comes before b. */
export function comparePlaces(a: { rank: number; path: string }, b: { rank: number; path: string }): number {
  return a.rank - b.rank || comparePaths(a.path, b.path);
}

/** Orders paths by character, and places in loops by their number. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.split(/\[(\d+)\]/);
  const right = b.split(/\[(\d+)\]/);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i] ?? "";
    const y = right[i] ?? "";
    if (x === y) continue;
    // Every second piece is the number between brackets.
    return (i % 2 === 1 && Number(x) - Number(y)) || (x < y ? -1 : 1);
  }
  return left.length - right.length;
}
