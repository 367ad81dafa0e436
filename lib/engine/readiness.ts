// Which nodes of one scope may start, which never will. A node is ready when every way into it is decided and one is
// taken; when all of them died it is skipped and its own ways die. Counts only: knows no time, no values, no events.

import type { PlanEdge, PlanNode, PlanScope } from "../graph/plan";

const waiting = 0;
const ready = 1;
const skipped = 2;
const ended = 3;

const undecided = 0;
const taken = 1;
const dead = 2;

/** What a decision brought about, in the order it did. */
export interface Consequences {
  ready: PlanNode[];
  skipped: PlanNode[];
}

export class Readiness {
  private readonly scope: PlanScope;
  private readonly nodes: Uint8Array;
  private readonly edges: Uint8Array;
  /** Ways into each node that are not decided yet. */
  private readonly open: Int32Array;
  private unended: number;

  constructor(scope: PlanScope) {
    this.scope = scope;
    this.nodes = new Uint8Array(scope.nodes.length);
    this.edges = new Uint8Array(scope.edges.length);
    this.open = new Int32Array(scope.nodes.length);
    for (const node of scope.nodes) this.open[node.index] = node.incoming.length;
    this.unended = scope.nodes.length;
  }

  /** The nodes that running begins with. */
  begin(into: Consequences): void {
    for (const node of this.scope.entries) {
      this.nodes[node.index] = ready;
      into.ready.push(node);
    }
  }

  /** A node has ended; `isTaken` tells for each way out whether it goes on there. */
  end(node: PlanNode, isTaken: (edge: PlanEdge) => boolean, into: Consequences): void {
    this.close(node);
    for (const edge of node.outgoing) this.decide(edge, isTaken(edge), into);
  }

  /** A node that was found to be skipped has ended; its ways died when it was found. */
  endSkipped(node: PlanNode): void {
    this.close(node);
  }

  /** Whether every node has ended. */
  get done(): boolean {
    return this.unended === 0;
  }

  /** Whether a node has ended, skipped ones included. */
  hasEnded(node: PlanNode): boolean {
    return this.nodes[node.index] === ended;
  }

  /** Whether a way was decided and goes on. */
  isTaken(edge: PlanEdge): boolean {
    return this.edges[edge.index] === taken;
  }

  private close(node: PlanNode): void {
    if (this.nodes[node.index] === ended) return;
    this.nodes[node.index] = ended;
    this.unended -= 1;
  }

  private decide(edge: PlanEdge, isTaken: boolean, into: Consequences): void {
    if (!this.arrive(edge, isTaken, into)) return;
    // The target died: so do all ways out of it, however long the chain. A list instead of recursion.
    const dying = [edge.target];
    for (let node = dying.pop(); node; node = dying.pop()) {
      into.skipped.push(node);
      for (const next of node.outgoing) if (this.arrive(next, false, into)) dying.push(next.target);
    }
  }

  /** Decides one way; true where the node it leads to died of it. */
  private arrive(edge: PlanEdge, isTaken: boolean, into: Consequences): boolean {
    if (this.edges[edge.index] !== undecided) return false;
    this.edges[edge.index] = isTaken ? taken : dead;
    const target = edge.target;
    const open = (this.open[target.index] ?? 0) - 1;
    this.open[target.index] = open;
    // Arrivals after the first one at a `join: any`, and at nodes that ended before a resume, change nothing.
    if (this.nodes[target.index] !== waiting) return false;
    if (isTaken && target.join === "any") {
      this.nodes[target.index] = ready;
      into.ready.push(target);
      return false;
    }
    if (open > 0) return false;
    if (target.incoming.some((way) => this.edges[way.index] === taken)) {
      this.nodes[target.index] = ready;
      into.ready.push(target);
      return false;
    }
    this.nodes[target.index] = skipped;
    return true;
  }
}
