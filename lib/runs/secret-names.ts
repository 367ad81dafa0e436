// The names of the secrets that a plan asks for: only these are ever opened for a run. Kept with the plan.

import { referencesOfCompiled } from "../expressions/references";
import type { Plan } from "../graph/plan";

const known = new WeakMap<Plan, string[]>();

/** Names after `secrets.` in fields that may hold secrets. */
export function secretNamesOf(plan: Plan): string[] {
  const found = known.get(plan);
  if (found) return found;
  const names = new Set<string>();
  for (const node of plan.nodes.values()) {
    for (const field of [...node.config, ...node.inputs]) {
      if (!field.secrets) continue;
      for (const reference of referencesOfCompiled(field.value)) {
        const [name] = reference.segments;
        if (reference.root === "secrets" && typeof name === "string") names.add(name);
      }
    }
  }
  const list = [...names];
  known.set(plan, list);
  return list;
}
