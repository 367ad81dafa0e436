// The order in which nodes speak and are listed: level by level from the outside in, at each level by plan rank, then by
// id, then by the number of the turn, so that `loop[10]/a` comes after `loop[9]/z` and a container comes before what
// lies in it. Independent of any language's collation.

/** Where a node ran, with the ranks of the containers around it, outermost first. */
export interface RankedPlace {
  rank: number;
  path: string;
  outer?: readonly number[];
}

/** Negative when a comes before b. */
export function comparePlaces(a: RankedPlace, b: RankedPlace): number {
  if (a.outer === undefined && b.outer === undefined) return a.rank - b.rank || comparePaths(a.path, b.path);
  const left = a.path.split("/");
  const right = b.path.split("/");
  for (let level = 0; level < left.length && level < right.length; level++) {
    const x = left[level] ?? "";
    const y = right[level] ?? "";
    if (x === y) continue;
    const order = rankAt(a, level, left.length) - rankAt(b, level, right.length) || comparePaths(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Orders paths by character, and turns of containers by their number. */
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

/** Paths of the containers around a place, outermost first: of `a[1]/b[2]/c` these are `a` and `a[1]/b`. */
export function containersAround(path: string): string[] {
  const around: string[] = [];
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) {
    around.push(path.slice(0, path.lastIndexOf("[", at)));
  }
  return around;
}

function rankAt(place: RankedPlace, level: number, levels: number): number {
  return level === levels - 1 ? place.rank : (place.outer?.[level] ?? 0);
}
