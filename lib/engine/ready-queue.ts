// Nodes that may start and wait for a free place, first in plan order. A binary heap, so that a fan of thousands costs
// no more per node than a chain.

export class ReadyQueue<Item extends { order: number }> {
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
      if (!parent || parent.order <= item.order) break;
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
      if (child && other && other.order < child.order) {
        child = other;
        down += 1;
      }
      if (!child || child.order >= last.order) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}
