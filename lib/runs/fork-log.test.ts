import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomGraph } from "../engine/testing/random-graphs";
import { planGraph } from "../engine/testing/run-drawn";
import { runOn } from "../engine/testing/run-on";
import type { Plan } from "../graph/plan";
import type { Graph } from "../graph/schema";
import { draw } from "../graph/testing/draw";
import { rowsOf } from "../run-log/testing/stored-events";
import { type ForkLog, type ForkWish, forkLog } from "./fork-log";

const wishFor = async (graph: Graph, nodeId: string, more: Partial<ForkWish> = {}): Promise<ForkWish> => {
  const before = planGraph(graph);
  const log = rowsOf((await runOn(before, [])).events);
  return { before, after: before, log, nodeId, now: 5, note: "taken over", ...more };
};

const pathsOf = (log: ForkLog) => (log.ok ? log.events.map((event) => event.path) : log);

/** What has to come out the same. */
const endOf = ({ ended, state }: Awaited<ReturnType<typeof runOn>>) => ({
  status: ended?.status,
  outputs: ended?.outputs,
  response: ended?.response,
  nodes: [...state.nodes.values()]
    .map(({ path, status, outputs }) => ({ path, status, outputs }))
    .sort((a, b) => (a.path < b.path ? -1 : 1)),
});

describe("a fork without edits", () => {
  it("of a run that succeeded ends as that did, from wherever it starts", { timeout: 60_000 }, async () => {
    let forks = 0;
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), async (graph) => {
        const plan: Plan = planGraph(graph);
        const whole = await runOn(plan, []);
        fc.pre(whole.ended?.status === "succeeded");
        const log = rowsOf(whole.events);
        for (const node of plan.root.nodes) {
          const forked = forkLog({ before: plan, after: plan, log, nodeId: node.id, now: 0, note: "" });
          const isReached = whole.state.nodes.get(node.id)?.status !== "skipped";
          expect(forked.ok).toBe(isReached);
          if (!forked.ok) continue;
          forks += 1;
          expect(forked.events.map((event) => event.seq)).toEqual(forked.events.map((_, index) => index + 1));
          const again = await runOn(plan, forked.events);
          expect(endOf(again)).toEqual(endOf(whole));
          expect(again.calls.some((call) => call.path === node.id) || node.container !== null).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
    expect(forks).toBeGreaterThan(100);
  });
});

describe("what is taken over", () => {
  const graph = draw(`
    start -> a, b -> join -> end
    a -> loop -> end
    loop { inner }
    loop: maxTurns=2
    b -> late -> end`);

  it("is everything but the node and what comes after it, containers with all that is in them", async () => {
    expect(pathsOf(forkLog(await wishFor(graph, "b")))).toEqual([
      "start",
      "a",
      "loop[0]/inner",
      "loop[1]/inner",
      "loop",
    ]);
    expect(pathsOf(forkLog(await wishFor(graph, "start")))).toEqual([]);
  });

  it("counts as work of the run that did it", async () => {
    const forked = forkLog(await wishFor(graph, "end"));
    for (const event of forked.ok ? forked.events : []) {
      expect(event).toMatchObject({ at: 5, startedAt: 5, durationMs: 0, usage: null, attempt: 1 });
      expect(event.notes[0]).toEqual({ at: 5, message: "taken over" });
    }
  });

  it("leaves out what made the run fail, so that it gets another chance", async () => {
    const failing = draw("start -> good -> end\nstart -> bad -> after -> end\nbad: fails=always takes=5");
    expect(pathsOf(forkLog(await wishFor(failing, "good")))).toEqual(["start"]);
    expect(pathsOf(forkLog(await wishFor(failing, "bad")))).toEqual(["start", "good"]);
  });

  it("has outputs that are given in place of a run of the node, and the way that they name", async () => {
    const branching = draw("start -> condition\ncondition ->[case_1] yes -> end\ncondition ->[else] no -> end");
    const forked = forkLog(await wishFor(branching, "condition", { outputs: { branch: "else" } }));
    expect(forked.ok && forked.events.at(-1)).toMatchObject({
      path: "condition",
      status: "succeeded",
      outputs: { branch: "else" },
      handles: ["else"],
    });
    const again = await runOn(planGraph(branching), forked.ok ? forked.events : []);
    expect(again.calls.map((call) => call.path)).toEqual(["no", "end"]);
  });
});

describe("a fork is refused", () => {
  it("from a node that there is not, that did not run, or that lies in a container, which it names", async () => {
    const graph = draw(`
      start -> condition
      condition: take=case_1
      condition ->[case_1] yes -> outer -> end
      condition ->[else] no -> end
      outer { deep { inner } }
      outer: type=loop maxTurns=1
      deep: type=loop maxTurns=1`);
    expect(forkLog(await wishFor(graph, "nobody"))).toEqual({ ok: false, why: "unknown_node" });
    expect(forkLog(await wishFor(graph, "no"))).toEqual({ ok: false, why: "not_reached" });
    expect(forkLog(await wishFor(graph, "inner"))).toMatchObject({ why: "in_container", container: { id: "outer" } });
  });

  it("into a graph in which something that ran before is gone or of another type", async () => {
    const before = draw("start -> a -> b -> end");
    const into = async (after: Graph, nodeId = "b") =>
      forkLog(await wishFor(before, nodeId, { after: planGraph(after) }));
    expect(await into(draw("start -> b -> end"))).toMatchObject({ why: "nodes_changed", nodes: ["a"] });
    expect(await into(draw("start -> a -> b -> end\na: type=write"))).toMatchObject({ nodes: ["a"] });
    expect(await into(draw("start -> a -> end"))).toMatchObject({ nodes: ["b"] });
    // What comes later may be anything.
    expect(pathsOf(await into(draw("start -> a -> b -> c -> finish\nfinish: type=end")))).toEqual(["start", "a"]);
  });

  it("never for a new node on the way: that runs, and what comes after it runs again", async () => {
    const after = planGraph(draw("start -> new -> a -> b -> end\nstart -> side -> end"));
    const wish = await wishFor(draw("start -> a -> b -> end\nstart -> side -> end"), "b", { after });
    expect(pathsOf(forkLog(wish))).toEqual(["start", "side"]);
    expect(forkLog({ ...wish, outputs: {} })).toMatchObject({ why: "nodes_changed" });
  });
});
