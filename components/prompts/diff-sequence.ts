// The shortest way from one list of texts to another (Myers' greedy search). Pure; gives up on lists that have next to
// nothing in common, so that two long texts cost no more than a moment.

export type Change = "same" | "removed" | "added";

/** One element of the way; where it stands in either list. */
export interface Move {
  kind: Change;
  /** In the first list; of what is added, where it would stand. */
  a: number;
  b: number;
}

/** Beyond so many changes the rest counts as replaced. */
const mostChanges = 1_500;

/** Where the search stood after each number of changes. */
function searchWay(a: readonly string[], b: readonly string[]): Int32Array[] | null {
  const most = Math.min(a.length + b.length, mostChanges);
  const middle = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const fronts: Int32Array[] = [];
  for (let changes = 0; changes <= most; changes++) {
    // Only the diagonals that can be reached by now are kept.
    fronts.push(furthest.slice(middle - changes - 1, middle + changes + 2));
    for (let k = -changes; k <= changes; k += 2) {
      const down = furthest[middle + k + 1] ?? 0;
      const right = furthest[middle + k - 1] ?? 0;
      let x = k === -changes || (k !== changes && right < down) ? down : right + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return fronts;
    }
  }
  return null;
}

/** The moves of the middle parts, which begin and end with a change. */
function walkBack(a: readonly string[], b: readonly string[]): Move[] {
  const fronts = searchWay(a, b);
  if (fronts === null) {
    return [
      ...a.map((_, at): Move => ({ kind: "removed", a: at, b: 0 })),
      ...b.map((_, at): Move => ({ kind: "added", a: a.length, b: at })),
    ];
  }
  const moves: Move[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = fronts.length - 1; changes >= 0; changes--) {
    const reached = fronts[changes];
    const at = (k: number) => reached?.[k + changes + 1] ?? 0;
    const k = x - y;
    const isDown = k === -changes || (k !== changes && at(k - 1) < at(k + 1));
    const beforeK = isDown ? k + 1 : k - 1;
    const beforeX = changes === 0 ? 0 : at(beforeK);
    const beforeY = changes === 0 ? 0 : beforeX - beforeK;
    while (x > beforeX && y > beforeY) moves.push({ kind: "same", a: --x, b: --y });
    if (changes === 0) break;
    if (isDown) moves.push({ kind: "added", a: x, b: --y });
    else moves.push({ kind: "removed", a: --x, b: y });
  }
  return moves.reverse();
}

/** The moves that make the second list of the first. */
export function diffSequence(a: readonly string[], b: readonly string[]): Move[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (count: number, fromA: number, fromB: number) =>
    Array.from({ length: count }, (_, at): Move => ({ kind: "same", a: fromA + at, b: fromB + at }));
  const middle = walkBack(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [
    ...same(head, 0, 0),
    ...middle.map((move) => ({ ...move, a: move.a + head, b: move.b + head })),
    ...same(tail, a.length - tail, b.length - tail),
  ];
}
