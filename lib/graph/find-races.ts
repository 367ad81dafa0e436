// Pairs of nodes that can run at the same time. Two nodes can't where one leads to the other, or where the node that
// all their ways have in common leads to them by different handles, of which it takes one.

import type { Ancestors } from "./ancestors";
import { containersOf, type Shape } from "./shape";

/** How many pairs are looked at closely before the search is given up; no drawn graph comes near. */
const maxPairs = 200_000;

/** For each node that can run beside another one of the list: it and one such other. */
export function findRaces(
  shape: Shape,
  ancestors: Ancestors,
  reached: Uint8Array,
  nodes: readonly number[],
): [node: number, other: number][] {
  const place = new Map(shape.order.map((node, index) => [node, index]));
  const sorted = nodes
    .filter((node) => reached[node] && place.has(node))
    .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  // One after the other all along: the usual case, told without looking at pairs.
  if (sorted.every((node, i) => i === 0 || ancestors.isAncestor(sorted[i - 1] ?? -1, node))) return [];
  const { isAlternative } = alternativesOf(shape, ancestors, reached);
  const races = new Map<number, number>();
  let pairs = 0;
  for (let i = 0; i < sorted.length && races.size < sorted.length; i++) {
    const a = sorted[i] ?? -1;
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j] ?? -1;
      if (races.has(a) && races.has(b)) continue;
      const [outerA, outerB] = inOneScope(shape, a, b);
      if (outerA === outerB || ancestors.isAncestor(outerA, outerB) || ancestors.isAncestor(outerB, outerA)) continue;
      if (++pairs > maxPairs) return [...races];
      if (isAlternative(outerA, outerB)) continue;
      if (!races.has(a)) races.set(a, b);
      if (!races.has(b)) races.set(b, a);
    }
  }
  return [...races];
}

/** The two nodes, or the containers around them, that lie in the same scope. */
function inOneScope(shape: Shape, a: number, b: number): [number, number] {
  if (shape.parent[a] === shape.parent[b]) return [a, b];
  const waysIn = (node: number) => [node, ...containersOf(shape, node)].reverse();
  const [wayA, wayB] = [waysIn(a), waysIn(b)];
  let depth = 0;
  while (depth < wayA.length - 1 && depth < wayB.length - 1 && wayA[depth] === wayB[depth]) depth += 1;
  return [wayA[depth] ?? a, wayB[depth] ?? b];
}

function alternativesOf(shape: Shape, ancestors: Ancestors, reached: Uint8Array) {
  // Dominators: the node through which every way to a node leads last. -1 stands for the beginning of the scope.
  const dominator = new Int32Array(shape.nodes.length).fill(-1);
  const depth = new Int32Array(shape.nodes.length);
  const commonOf = (a: number, b: number): number => {
    let [x, y] = [a, b];
    while (x !== y) {
      if (x === -1 || y === -1) return -1;
      if ((depth[x] ?? 0) >= (depth[y] ?? 0)) x = dominator[x] ?? -1;
      else y = dominator[y] ?? -1;
    }
    return x;
  };
  for (const node of shape.order) {
    const sources = (shape.incoming[node] ?? []).map(({ source }) => source).filter((source) => reached[source]);
    const [first, ...others] = sources;
    if (first === undefined) continue;
    const common = others.reduce(commonOf, first);
    dominator[node] = common;
    depth[node] = common === -1 ? 0 : (depth[common] ?? 0) + 1;
  }
  const known = new Map<number, Map<number, Set<string>>>();
  const handlesTo = (from: number, to: number): Set<string> => {
    const ofNode = known.get(from) ?? new Map<number, Set<string>>();
    known.set(from, ofNode);
    const handles = ofNode.get(to) ?? readHandles(from, to);
    ofNode.set(to, handles);
    return handles;
  };
  const readHandles = (from: number, to: number): Set<string> => {
    const links = shape.outgoing[from] ?? [];
    const leading = links.filter(({ target }) => target === to || ancestors.isAncestor(target, to));
    return new Set(leading.map(({ edge }) => edge.sourceHandle));
  };
  return {
    isAlternative: (a: number, b: number): boolean => {
      const common = commonOf(a, b);
      if (common === -1) return false;
      const others = handlesTo(common, b);
      return [...handlesTo(common, a)].every((handle) => !others.has(handle));
    },
  };
}
