import { expect, test } from "vitest";
import { draw } from "@/lib/graph/testing/draw";
import type { NodeStatus } from "@/lib/run-log/events";
import { initialState, type NodeState, type RunState } from "@/lib/run-log/state";
import { edgeLook, type NodeRun, nodeRunsOf, type RunPhase } from "./run-view";

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

function runOf(states: Record<string, NodeStatus>, inputs: Record<string, NodeState["inputs"]> = {}): RunState {
  const run = initialState();
  for (const [path, status] of Object.entries(states)) {
    run.nodes.set(path, {
      path,
      attempt: 1,
      nodeId: path.replace(/^.*\//, ""),
      name: path,
      nodeType: "work",
      renderMode: "hidden",
      rank: 0,
      status,
      startedAt: 0,
      endedAt: null,
      durationMs: null,
      wait: null,
      seq: null,
      retries: 0,
      inputs: inputs[path] ?? {},
      outputs: null,
      handles: [],
      writes: {},
      error: null,
      usage: null,
      summary: null,
      content: "",
      thought: "",
      shown: true,
      notes: [],
    });
  }
  return run;
}

test("of a node that ran in several turns, the one at work is shown, else the latest", () => {
  const done = { loop: "running", "loop[0]/a": "succeeded", "loop[1]/a": "failed" } as const;
  expect(nodeRunsOf(runOf(done), new Map()).get("a")?.path).toBe("loop[1]/a");
  const waiting = { ...done, "loop[0]/a": "paused" } as const;
  expect(nodeRunsOf(runOf(waiting), new Map()).get("a")?.path).toBe("loop[0]/a");
});

test("a container tells how many of its turns have begun, and of how many", () => {
  const states = {
    each: "running",
    "each[0]/a": "succeeded",
    "each[2]/a": "running",
    "each[2]/loop": "running",
  } as const;
  const more = { ...states, "each[2]/loop[4]/b": "running" } as const;
  const nodes = nodeRunsOf(runOf(more, { each: { items: [1, 2, 3, 4] } }), new Map());
  expect(nodes.get("each")?.turns).toEqual({ begun: 3, total: 4, failed: 0 });
  expect(nodes.get("loop")?.turns).toEqual({ begun: 5, total: null, failed: 0 });
  expect(nodes.get("b")?.turns).toBeNull();
});

test("a container tells in how many of its turns something failed, however deep, that nothing was drawn for", () => {
  const run = runOf({
    each: "running",
    "each[0]/a": "failed",
    "each[0]/b": "failed",
    "each[1]/a": "succeeded",
    "each[1]/a:turn[1]": "failed",
    "each[2]/loop": "succeeded",
    "each[2]/loop[4]/c": "failed",
    "each[3]/rescued": "failed",
  });
  run.nodes.get("each[3]/rescued")?.handles.push("error");
  const before = nodeRunsOf(run, new Map());
  expect(before.get("each")?.turns).toEqual({ begun: 4, total: null, failed: 2 });
  expect(before.get("loop")?.turns).toMatchObject({ failed: 1 });
  const last = run.nodes.get("each[1]/a");
  if (last) last.status = "failed";
  expect(nodeRunsOf(run, before).get("each")?.turns).toMatchObject({ failed: 3 });
});

test("states that did not change stay the objects they were, one whose turns go on does not", () => {
  const before = nodeRunsOf(runOf({ each: "running", "each[0]/a": "running" }), new Map());
  const after = nodeRunsOf(runOf({ each: "running", "each[0]/a": "running", "each[1]/b": "running" }), before);
  expect(after.get("a")).toBe(before.get("a"));
  expect(after.get("each")).not.toBe(before.get("each"));
});

test("a node that works piece by piece is shown as itself, with what its pieces wait for", () => {
  const run = runOf({ a: "paused", "a:turn[1].call[1]": "paused", "a:turn[1].call[2]": "succeeded" });
  for (const node of run.nodes.values()) node.nodeId = "a";
  const [node, call] = run.nodes.values();
  if (!node || !call) throw new Error("Not made.");
  node.wait = { kind: "activities" };
  call.wait = { kind: "run", runId: "r1" };
  expect(nodeRunsOf(run, new Map()).get("a")).toMatchObject({ path: "a", wait: { kind: "run", runId: "r1" } });
});
