// Groups of nodes that lead back to themselves, by Tarjan's way without recursion.

import type { Shape } from "./shape";

/** Each circle (a set of nodes that all lead to each other) once, as node numbers in ascending order. */
export function findCircles(shape: Shape): number[][] {
  // Only nodes that could not be ordered can be part of one.
  const candidates = [...shape.nodes.keys()].filter((node) => shape.rank[node] === -1);
  const found: number[][] = [];
  const index = new Int32Array(shape.nodes.length).fill(-1);
  const low = new Int32Array(shape.nodes.length);
  const isOpen = new Uint8Array(shape.nodes.length);
  const open: number[] = [];
  let count = 0;
  const enter = (node: number) => {
    index[node] = count;
    low[node] = count;
    count += 1;
    open.push(node);
    isOpen[node] = 1;
    return { node, next: 0 };
  };
  const lower = (node: number, to: number | undefined) => {
    low[node] = Math.min(low[node] ?? 0, to ?? 0);
  };
  for (const start of candidates) {
    if (index[start] !== -1) continue;
    const frames = [enter(start)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { node } = frame;
      const link = shape.outgoing[node]?.[frame.next];
      if (link !== undefined) {
        frame.next += 1;
        if (index[link.target] === -1) frames.push(enter(link.target));
        else if (isOpen[link.target]) lower(node, index[link.target]);
        continue;
      }
      frames.pop();
      const above = frames.at(-1);
      if (above !== undefined) lower(above.node, low[node]);
      if (low[node] !== index[node]) continue;
      const circle = open.splice(open.lastIndexOf(node));
      for (const member of circle) isOpen[member] = 0;
      if (circle.length > 1) found.push(circle.sort((a, b) => a - b));
    }
  }
  return found;
}
