// Which outputs of other nodes are read on behalf of a node: when it starts, when it has ended, and when a turn of it
// opens or ends. Told by the plan alone, once for each node of a plan; knows no run and no values.

import type { Compiled } from "../expressions/compiled";
import { referencesOfCompiled } from "../expressions/references";
import type { Plan, PlanNode } from "../graph/plan";

/** Outputs of a node: one member of them, or all where which one is not known before. */
export interface Read {
  nodeId: string;
  member: string | null;
}

interface Reads {
  /** To resolve its inputs and its config. */
  start: readonly Read[];
  /** To decide which ways out of it are taken. */
  end: readonly Read[];
  /** Of a container: to decide on its turns, and what they give. */
  turn: readonly Read[];
}

const known = new WeakMap<PlanNode, Reads>();

/** What is read on behalf of a node of the plan. */
export function readsOf(plan: Plan, node: PlanNode): Reads {
  let reads = known.get(node);
  if (!reads) {
    reads = findReads(plan, node);
    known.set(node, reads);
  }
  return reads;
}

function findReads(plan: Plan, { config, inputs, incoming, outgoing, container }: PlanNode): Reads {
  const of = (values: readonly (Compiled | null | undefined)[]): Read[] => {
    const found: Read[] = [];
    for (const value of values) {
      if (!value) continue;
      for (const { root, segments } of referencesOfCompiled(value)) {
        if (!plan.nodes.has(root)) continue;
        const [member] = segments;
        found.push({ nodeId: root, member: typeof member === "string" ? member : null });
      }
    }
    return found;
  };
  return {
    start: of([...config, ...inputs, ...incoming.flatMap((edge) => edge.dataMapping)].map((field) => field.value)),
    end: of(outgoing.map((edge) => edge.condition)),
    turn: container ? of([container.condition, container.output, ...container.next.map(({ value }) => value)]) : [],
  };
}
