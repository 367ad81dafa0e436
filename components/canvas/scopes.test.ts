import { expect, test } from "vitest";
import { applyEdits } from "@/lib/graph/apply-edit";
import type { Graph } from "@/lib/graph/schema";
import { draw } from "@/lib/graph/testing/draw";
import { catalogue } from "@/lib/nodes/catalogue";
import { containerAt, containersFor, fitsScope, keepInside, moveInto, originOf } from "./scopes";

function scene(drawing: string, places: Record<string, [x: number, y: number]>): Graph {
  const nodes = Object.fromEntries(Object.entries(places).map(([id, [x, y]]) => [id, { position: { x, y } }]));
  return draw(drawing, { nodes });
}

const nested = scene("start -> outer -> end\nouter: type=iteration\nouter { loop -> after\nloop { a -> b } }", {
  start: [0, 0],
  outer: [300, 20],
  end: [1_400, 0],
  loop: [72, 84],
  after: [800, 84],
  a: [72, 84],
  b: [388, 84],
});
const sizes = new Map([
  ["outer", { width: 1_000, height: 500 }],
  ["loop", { width: 650, height: 300 }],
]);

function apply(graph: Graph, edits: Parameters<typeof applyEdits>[1]) {
  const applied = applyEdits(graph, edits, catalogue);
  if (!applied.ok) throw new Error(applied.problem.code);
  return applied;
}

test("places in frames add up", () => {
  expect(originOf(nested, "loop")).toEqual({ x: 372, y: 104 });
  expect(originOf(nested, undefined)).toEqual({ x: 0, y: 0 });
});

test("a place belongs to the innermost frame around it, but never to what is being moved", () => {
  const inLoop = { x: 500, y: 200 };
  expect(containerAt(nested, sizes, inLoop)?.id).toBe("loop");
  expect(containerAt(nested, sizes, { x: 1_200, y: 400 })?.id).toBe("outer");
  expect(containerAt(nested, sizes, { x: 100, y: 0 })).toBeUndefined();
  expect(containerAt(nested, sizes, inLoop, new Set(["loop"]))?.id).toBe("outer");
  expect(containerAt(nested, sizes, inLoop, new Set(["outer"]))).toBeUndefined();
});

test("nodes with a part in a run of their own lie where that part can be played", () => {
  expect(fitsScope("start", nested, "outer")).toBe(false);
  expect(fitsScope("end", nested, undefined)).toBe(true);
  expect(fitsScope("break", nested, "loop")).toBe(true);
  expect(fitsScope("break", nested, "outer")).toBe(false);
  expect(fitsScope("continue", nested, "outer")).toBe(true);
  expect(fitsScope("continue", nested, undefined)).toBe(false);
});

test("a container is not offered itself, what lies in it, or where it lies already", () => {
  const idsFor = (id: string) => {
    const node = nested.nodes.find((one) => one.id === id);
    return node ? containersFor(nested, node).map((one) => one.id) : null;
  };
  expect(idsFor("outer")).toEqual([]);
  expect(idsFor("loop")).toEqual([]);
  expect(idsFor("a")).toEqual(["outer"]);
  expect(idsFor("after")).toEqual(["loop"]);
});

test("moving out takes wires across the border away, keeps those among what is moved, and is undone as one", () => {
  const { edits, cut } = moveInto(nested, new Map([["a", { x: 444, y: 700 }]]), undefined);
  expect(cut).toBe(1);
  const applied = apply(nested, edits);
  const moved = applied.graph.nodes.find((node) => node.id === "a");
  expect(moved).toMatchObject({ position: { x: 444, y: 700 } });
  expect(moved).not.toHaveProperty("parentId");
  expect(applied.graph.edges.some((edge) => edge.source === "a")).toBe(false);
  const back = apply(applied.graph, applied.inverse).graph;
  expect(new Set(back.edges)).toEqual(new Set(nested.edges));
  expect(back.nodes.find((node) => node.id === "a")).toEqual(nested.nodes.find((node) => node.id === "a"));

  const both = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 300, y: 0 }],
  ]);
  expect(moveInto(nested, both, "outer").cut).toBe(0);
});

test("a wire to something that lies in the container already stays", () => {
  const graph = scene("loop {\nb:\n}\na -> b", { a: [0, 0], loop: [400, 0], b: [72, 84] });
  // Such a wire crosses a border, as it may come from elsewhere; moving its end in mends it.
  expect(moveInto(graph, new Map([["a", { x: 72, y: 200 }]]), "loop").cut).toBe(0);
});

test("what was moved over the bar or the left border makes its frame grow that way, and stays where it is", () => {
  const graph = scene("outer: type=iteration\nouter { loop { a -> b } }", {
    outer: [300, 20],
    loop: [72, 84],
    a: [-40, 84],
    b: [388, 84],
  });
  const moved = Object.fromEntries(keepInside(graph).map((move) => [move.id, move.position]));
  // 88 to the left: the inner frame starts at -16 of the outer one, which starts 64 further left for it.
  expect(moved).toEqual({
    a: { x: 48, y: 84 },
    b: { x: 476, y: 84 },
    loop: { x: 48, y: 84 },
    outer: { x: 236, y: 20 },
  });
  expect(keepInside(nested)).toEqual([]);
});
