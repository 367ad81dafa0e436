// The category, and so the hue, and the icon of whatever stands in the log of a run: a node by its type, a piece of its work by its
// kind. Loaded by the browser.

import { definitionOf } from "./catalogue";
import type { NodeCategory } from "./contract";

const ofActivities: Readonly<Record<string, { category: NodeCategory; icon: string }>> = {
  "model-call": { category: "model", icon: "sparkles" },
  "tool-call": { category: "tool", icon: "wrench" },
  plan: { category: "model", icon: "list-todo" },
  task: { category: "flow", icon: "flag" },
};

const activityOf = (type: string) => (Object.hasOwn(ofActivities, type) ? ofActivities[type] : undefined);

/** The category of a type of node or of activity; null where neither is known. */
export function categoryOf(type: string): NodeCategory | null {
  return activityOf(type)?.category ?? definitionOf(type)?.category ?? null;
}

/** The name of its icon; empty where the type is not known. */
export function iconOf(type: string): string {
  return activityOf(type)?.icon ?? definitionOf(type)?.icon ?? "";
}
