// Nodes that may start and wait for a free place: those of the scope that was opened first, in plan order. A binary heap, so that a fan of thousands costs
// no more per node than a chain.

interface Ordered {
  /** Of the scope. */
  order: number;
  /** In the scope. */
  index: number;
}

export class ReadyQueue<Item extends Ordered> {
  private readonly heap: Item[] = [];

  get size(): number {
    return this.heap.length;
  }

  push(item: Item): void {
    const heap = this.heap;
    let at = heap.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (!parent || !isBefore(item, parent)) break;
      heap[at] = parent;
      heap[up] = item;
      at = up;
    }
  }

  pop(): Item | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      let child = heap[down];
      const other = heap[down + 1];
      if (child && other && isBefore(other, child)) {
        child = other;
        down += 1;
      }
      if (!child || !isBefore(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Ordered, b: Ordered): boolean {
  return a.order < b.order || (a.order === b.order && a.index < b.index);
}
