// Plans by the checksum of their graph: preparing one costs milliseconds, using it again nothing. Checksums tell
// contents, so entries never grow stale; the least recently used one goes.

import { makePlan } from "../graph/make-plan";
import type { Plan } from "../graph/plan";
import type { Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";

const maxPlans = 200;
const plans = new Map<string, Plan>();

/** The plan of a checksum where it is known. */
export function knownPlan(checksum: string): Plan | undefined {
  const plan = plans.get(checksum);
  if (plan) {
    plans.delete(checksum);
    plans.set(checksum, plan);
  }
  return plan;
}

/** The plan of a graph. */
export function planOf(checksum: string, graph: Graph): Plan {
  const known = knownPlan(checksum);
  if (known) return known;
  const plan = makePlan(graph, catalogue);
  plans.set(checksum, plan);
  const oldest = plans.keys().next();
  if (plans.size > maxPlans && !oldest.done) plans.delete(oldest.value);
  return plan;
}
