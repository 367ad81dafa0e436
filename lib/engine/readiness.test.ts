import { describe, expect, it } from "vitest";
import type { PlanNode } from "../graph/plan";
import { type Consequences, Readiness } from "./readiness";
import { planDrawn } from "./testing/run-drawn";

/** Follows a drawing by hand: which nodes end, by which handles they are left, and what that brings about. */
function follow(drawing: string) {
  const plan = planDrawn(drawing);
  const readiness = new Readiness(plan.root);
  const node = (id: string): PlanNode => {
    const found = plan.nodes.get(id);
    if (!found) throw new Error(`No node ${id}`);
    return found;
  };
  const tell = ({ ready, skipped }: Consequences) => ({
    ready: ready.map(({ id }) => id).sort(),
    skipped: skipped.map(({ id }) => id).sort(),
  });
  return {
    readiness,
    node,
    begin() {
      const into: Consequences = { ready: [], skipped: [] };
      readiness.begin(into);
      return tell(into);
    },
    end(id: string, ...handles: string[]) {
      const into: Consequences = { ready: [], skipped: [] };
      readiness.end(node(id), (edge) => handles.includes(edge.sourceHandle), into);
      return tell(into);
    },
  };
}

describe("a node is ready", () => {
  it("at the beginning where it is the start", () => {
    expect(follow("start -> a").begin()).toEqual({ ready: ["start"], skipped: [] });
  });

  it("only when every way into it is decided", () => {
    const run = follow("start -> a, b -> c");
    run.begin();
    expect(run.end("start", "out").ready).toEqual(["a", "b"]);
    expect(run.end("a", "out").ready).toEqual([]);
    expect(run.end("b", "out").ready).toEqual(["c"]);
  });

  it("when one way is taken and the others died", () => {
    const run = follow("condition ->[case_1] a -> c\ncondition ->[else] b -> c\nstart -> condition");
    run.begin();
    run.end("start", "out");
    expect(run.end("condition", "case_1")).toEqual({ ready: ["a"], skipped: ["b"] });
    expect(run.end("a", "out")).toEqual({ ready: ["c"], skipped: [] });
  });

  it("at the first arrival with join any, and later ones change nothing", () => {
    const run = follow("start -> a, b -> c -> d\nc: join=any");
    run.begin();
    run.end("start", "out");
    expect(run.end("a", "out").ready).toEqual(["c"]);
    expect(run.end("b", "out")).toEqual({ ready: [], skipped: [] });
    expect(run.end("c", "out").ready).toEqual(["d"]);
  });

  it("once, though two edges lead to it from one node", () => {
    const run = follow("condition ->[case_1] a\ncondition ->[else] a\nstart -> condition");
    run.begin();
    run.end("start", "out");
    expect(run.end("condition", "case_1", "else")).toEqual({ ready: ["a"], skipped: [] });
  });
});

describe("a node is skipped", () => {
  it("when all ways into it died, and everything behind it with it", () => {
    const run = follow("start -> condition ->[case_1] a -> b -> c\ncondition ->[else] d");
    run.begin();
    run.end("start", "out");
    expect(run.end("condition", "else")).toEqual({ ready: ["d"], skipped: ["a", "b", "c"] });
  });

  it("with join any only when the last way died", () => {
    const run = follow("start -> a, b\na ->[x] c\nb ->[x] c\nc: join=any");
    run.begin();
    run.end("start", "out");
    expect(run.end("a", "out").skipped).toEqual([]);
    expect(run.end("b", "out").skipped).toEqual(["c"]);
  });

  it("along a chain of five thousand without running out of stack", () => {
    const ids = Array.from({ length: 4_998 }, (_, i) => `work_${i}`);
    const run = follow(`start -> a\na ->[x] ${ids.join(" -> ")}`);
    run.begin();
    run.end("start", "out");
    expect(run.end("a", "out").skipped).toHaveLength(4_998);
  });
});

it("is done when every node has ended, skipped ones included", () => {
  const run = follow("start -> condition ->[case_1] a\ncondition ->[else] b");
  run.begin();
  run.end("start", "out");
  run.end("condition", "case_1");
  run.end("a", "out");
  expect(run.readiness.done).toBe(false);
  run.readiness.endSkipped(run.node("b"));
  expect(run.readiness.done).toBe(true);
  expect(run.readiness.hasEnded(run.node("b"))).toBe(true);
});

it("remembers which ways were taken", () => {
  const run = follow("start -> condition ->[case_1] a -> c\ncondition ->[else] b -> c");
  run.begin();
  run.end("start", "out");
  run.end("condition", "case_1");
  run.end("a", "out");
  const taken = run.node("c").incoming.filter((edge) => run.readiness.isTaken(edge));
  expect(taken.map((edge) => edge.source.id)).toEqual(["a"]);
});
