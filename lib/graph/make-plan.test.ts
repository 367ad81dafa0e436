import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { makePlan } from "./make-plan";
import type { PlanNode } from "./plan";
import { arbitraryGraph } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";
import { isBlocking, validate } from "./validate";

const planOf = (drawing: string, more?: Parameters<typeof draw>[1]) => makePlan(draw(drawing, more), testCatalogue);
const ids = (nodes: readonly PlanNode[]) => nodes.map((node) => node.id);

describe("makePlan", () => {
  it("orders nodes by the longest way that leads to them, then by id", () => {
    const plan = planOf(`
      start -> b, a -> end
      a -> c -> end
    `);
    expect(plan.root.nodes.map(({ id, rank, index }) => [id, rank, index])).toEqual([
      ["start", 0, 0],
      ["a", 1, 1],
      ["b", 1, 2],
      ["c", 2, 3],
      ["end", 3, 4],
    ]);
    expect(ids(plan.root.entries)).toEqual(["start"]);
    expect(ids(plan.root.ends)).toEqual(["end"]);
  });

  it("connects nodes by edges that know both ends", () => {
    const plan = planOf("start -> condition ->[case_1 if start.count > 1] a");
    const edge = plan.nodes.get("a")?.incoming[0];
    expect(edge?.source.id).toBe("condition");
    expect(edge?.sourceHandle).toBe("case_1");
    expect(edge?.condition?.kind).toBe("expression");
    expect(edge?.source.outgoing[0]).toBe(edge);
    expect(plan.root.edges[edge?.index ?? -1]).toBe(edge);
    expect(plan.nodes.get("condition")?.sourceHandles).toEqual(["case_1", "else"]);
  });

  it("leaves out notes and what nothing leads to, and does not let it push ranks", () => {
    const plan = planOf(`
      start -> a
      lost -> further -> a
      note: text=hello
    `);
    expect(plan.root.nodes.map(({ id, rank }) => [id, rank])).toEqual([
      ["start", 0],
      ["a", 1],
    ]);
    expect(plan.nodes.get("a")?.incoming).toHaveLength(1);
  });

  it("nests containers, with their own ranks, entries and speakers", () => {
    const plan = planOf(`
      start -> loop -> end
      x, y -> answer
      x: parent=loop
      y: parent=loop
      answer: parent=loop
    `);
    const inner = plan.nodes.get("loop")?.children;
    expect(inner?.containerId).toBe("loop");
    expect(ids(inner?.entries ?? [])).toEqual(["x", "y"]);
    expect(inner?.nodes.map(({ id, rank }) => [id, rank])).toEqual([
      ["x", 0],
      ["y", 0],
      ["answer", 1],
    ]);
    expect(ids(inner?.speakers ?? [])).toEqual(["answer"]);
    expect(ids(plan.root.speakers)).toEqual(["loop"]);
    expect(plan.root.edges).toHaveLength(2);
  });

  it("leaves out what lies in a container that nothing leads to", () => {
    const plan = planOf(`
      start -> end
      x: parent=loop
      loop: name=lonely
    `);
    expect([...plan.nodes.keys()]).toEqual(["start", "end"]);
  });

  it("compiles config, inputs and mappings, and tells where secrets may be named", () => {
    const graph = draw("start -> call", {
      nodes: {
        call: {
          config: { url: "{{ start.query }}", key: "{{ secrets.TOKEN }}", code: "{{ raw }}", model: null },
          inputs: [
            { name: "a", type: "string", value: "{{ start.text }}" },
            { name: "b", type: "number", default: 5 },
            { name: "c", type: "any" },
          ],
        },
      },
    });
    const edge = graph.edges[0];
    if (edge) edge.dataMapping = { a: "{{ start.count }}" };
    const call = makePlan(graph, testCatalogue).nodes.get("call");
    expect(call?.config.map(({ name, value, secrets }) => [name, value.kind, secrets])).toEqual([
      ["url", "template", false],
      ["key", "template", true],
      ["code", "constant", false],
      ["model", "constant", false],
    ]);
    expect(call?.inputs.map(({ value }) => (value.kind === "constant" ? value.value : value.kind))).toEqual([
      "template",
      5,
      null,
    ]);
    expect(call?.incoming[0]?.dataMapping).toMatchObject([{ name: "a", value: { kind: "template" } }]);
    expect(call?.effect).toBe("write");
  });

  it("keeps a template that can't be read, so that only its node fails", () => {
    const plan = planOf("start -> a", { nodes: { a: { config: { text: "{{ oops" } } } });
    expect(plan.nodes.get("a")?.config[0]?.value).toMatchObject({
      kind: "invalid",
      error: { code: "braces_unclosed" },
    });
  });

  it("adds the handle for errors where the policy is to branch", () => {
    expect(planOf("start -> a ->[error] b\na: onError=branch").nodes.get("a")?.sourceHandles).toEqual(["out", "error"]);
  });

  it("takes the mode and limits from the settings", () => {
    expect(planOf("start -> a").mode).toBe("dag");
    expect(planOf("start -> a", { settings: { mode: "sequential" } }).mode).toBe("sequential");
  });

  it.each([
    ["a circle", "start -> a -> b -> a"],
    ["an unknown type", "start -> a\na: type=constructor"],
    ["a missing container", "start -> a\na: parent=gone"],
    ["a circle of containers", "start -> a\na: parent=b\nb: parent=a"],
    ["an edge across a border", "start -> loop, x\nx: parent=loop"],
    ["an edge to itself", "start -> a -> a"],
  ])("refuses %s", (_, drawing) => {
    expect(() => planOf(drawing)).toThrow(AppError);
  });

  it("refuses an edge that leads nowhere", () => {
    const graph = draw("start -> a");
    expect(() => makePlan({ ...graph, nodes: graph.nodes.slice(0, 1) }, testCatalogue)).toThrow(AppError);
  });

  it("plans every graph that validation has no error for, and refuses others with a code if at all", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const isSound = !validate(graph, testCatalogue).some(isBlocking);
        try {
          const plan = makePlan(graph, testCatalogue);
          for (const { source, target } of plan.root.edges) expect(source.rank).toBeLessThan(target.rank);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(isSound).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("plans an empty graph as nothing to do", () => {
    expect(planOf("").root.nodes).toEqual([]);
  });

  it("plans a chain of 5,000 nodes", () => {
    const plan = planOf(`start -> ${Array.from({ length: 4_999 }, (_, i) => `n${i}`).join(" -> ")}`);
    expect(plan.nodes.get("n4998")?.rank).toBe(4_999);
  });
});
