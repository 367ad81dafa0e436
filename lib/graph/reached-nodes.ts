// Which nodes a run can come to: those that a way leads to from the start, or from the beginning of a container that is
// itself come to.

import { findType } from "./find-type";
import type { Catalogue } from "./node-type";
import { containersOf, reachableFrom, type Shape } from "./shape";

/** Marks by node number. */
export function reachedByRuns(shape: Shape, catalogue: Catalogue): Uint8Array {
  const linked = reachableFrom(shape, entriesOf(shape, catalogue));
  return linked.map((mark, number) => (mark && containersOf(shape, number).every((one) => linked[one]) ? 1 : 0));
}

/** Where running begins: start nodes outside of containers, nodes that nothing leads to inside. */
export function entriesOf(shape: Shape, catalogue: Catalogue): number[] {
  return [...shape.nodes.entries()]
    .filter(([number, node]) =>
      shape.parent[number] === -1 ? findType(catalogue, node)?.role === "start" : shape.incoming[number]?.length === 0,
    )
    .map(([number]) => number);
}
