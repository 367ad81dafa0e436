import { expect, test } from "vitest";
import { draw } from "@/lib/graph/testing/draw";
import { edgeLook, type NodeRun, type RunPhase } from "./run-view";

const { edges } = draw("a -> b -> c");
const [first, second] = edges;

function lookOf(edge: (typeof edges)[number] | undefined, phase: RunPhase, states: Record<string, NodeRun["status"]>) {
  if (!edge) throw new Error("Not drawn.");
  const nodes = Object.entries(states).map(([id, status]): [string, NodeRun] => {
    const handles = status === "succeeded" ? ["out"] : [];
    const rest = { attempt: 1, startedAt: 0, durationMs: 1, tokens: null, error: null, wait: null, turns: null };
    return [id, { path: id, status, handles, ...rest }];
  });
  return edgeLook({ nodes: new Map(nodes), phase }, edge);
}

test.each([
  ["no run", "idle", {}, "plain", "plain"],
  ["a node that is at work", "running", { a: "running" }, "plain", "plain"],
  ["the next one at work", "running", { a: "succeeded", b: "running" }, "live", "plain"],
  ["both done", "ended", { a: "succeeded", b: "succeeded", c: "succeeded" }, "taken", "taken"],
  ["a wire whose own condition did not hold", "ended", { a: "succeeded", b: "skipped", c: "skipped" }, "dead", "dead"],
  ["a run that ended before", "ended", { a: "failed" }, "dead", "dead"],
] as const)("%s", (_, phase, states, one, two) => {
  expect([lookOf(first, phase, states), lookOf(second, phase, states)]).toEqual([one, two]);
});
