// A node that a test does not run: its outputs are given, and its log says so.

import type { NodeCall, NodeResult } from "../engine/ports";
import type { Plan } from "../graph/plan";
import type { Json, JsonObject } from "../shared/json";

/** Names of outputs that nodes which speak say. */
const spoken = ["text", "response"] as const;

/**
 * The way out that given outputs stand for: of several that a node has, the one that an output names, as those of nodes
 * which branch do; else the first.
 */
export function handlesFor(plan: Plan, nodeId: string, outputs: JsonObject): string[] {
  const handles = (plan.nodes.get(nodeId)?.sourceHandles ?? []).filter((handle) => handle !== "error");
  if (handles.length < 2) return handles;
  const named = Object.values(outputs).find((value): value is string => isOneOf(handles, value));
  return named === undefined ? handles.slice(0, 1) : [named];
}

function isOneOf(handles: readonly string[], value: Json): boolean {
  return typeof value === "string" && handles.includes(value);
}

/** The text that a node would have said with these outputs. */
export function contentFor(outputs: JsonObject): string | undefined {
  for (const name of spoken) {
    const text = outputs[name];
    if (typeof text === "string") return text;
  }
  return undefined;
}

/** The result of a node that is not run. */
export function mockNode(plan: Plan, call: Pick<NodeCall, "node" | "voice">, outputs: JsonObject): NodeResult {
  call.voice.note("This node did not run: its outputs were given for the test.");
  const content = contentFor(outputs);
  return {
    outputs,
    handles: handlesFor(plan, call.node.id, outputs),
    ...(content === undefined ? {} : { content }),
  };
}
