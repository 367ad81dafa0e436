import { expect, test } from "vitest";
import type { Graph } from "@/lib/graph/schema";
import { draw } from "@/lib/graph/testing/draw";
import { freeDepth, makeRoom, makeWay } from "./make-room";

function scene(drawing: string, places: Record<string, [x: number, y: number]>): Graph {
  const nodes = Object.fromEntries(Object.entries(places).map(([id, [x, y]]) => [id, { position: { x, y } }]));
  return draw(drawing, { nodes });
}

function roomIn(graph: Graph, wire: `${string} -> ${string}`, at: { x: number; y: number }) {
  const [source, target] = wire.split(" -> ");
  const edge = graph.edges.find((one) => one.source === source && one.target === target);
  if (!edge) throw new Error(`${wire} is not drawn.`);
  const { position, moves } = makeRoom(graph, edge, at);
  return { x: position.x, moved: Object.fromEntries(moves.map((move) => [move.id, move.position.x])) };
}

const row = scene("start -> a -> b -> end", { start: [0, 0], a: [316, 0], b: [632, 0], end: [948, 0] });

test("what follows moves on by what the new node needs, what is before stays", () => {
  // The middle of the wire between a's right side and b's left.
  expect(roomIn(row, "a -> b", { x: 474, y: 0 })).toEqual({ x: 622, moved: { b: 928, end: 1244 } });
});

test("nothing moves where there is room already", () => {
  const wide = scene("start -> end", { start: [0, 0], end: [900, 0] });
  expect(roomIn(wide, "start -> end", { x: 450, y: 0 })).toEqual({ x: 450, moved: {} });
});

test("a branch that does not follow, and what follows but lies before, stay", () => {
  const branches = scene("start -> a, other\na -> b -> low", {
    start: [0, 0],
    a: [316, 0],
    other: [316, 200],
    b: [632, 0],
    low: [100, 400],
  });
  expect(roomIn(branches, "start -> a", { x: 158, y: 0 })).toEqual({ x: 306, moved: { a: 612, b: 928 } });
});

test("where wires go in a circle, the node the wire leaves stays", () => {
  const circle = scene("a -> b -> a", { a: [0, 0], b: [316, 0] });
  expect(roomIn(circle, "a -> b", { x: 0, y: 0 })).toEqual({ x: 0, moved: {} });
  expect(roomIn(circle, "a -> b", { x: 158, y: 0 })).toEqual({ x: 306, moved: { b: 612 } });
});

test("a wire that leads back moves nothing", () => {
  const back = scene("start -> a", { start: [600, 0], a: [0, 0] });
  expect(roomIn(back, "start -> a", { x: 300, y: 0 }).moved).toEqual({});
});

test("what is added goes down until it lies on nothing, as one", () => {
  const stack = scene("start -> a\nb -> c", { start: [0, 0], a: [316, 0], b: [0, 150], c: [316, 900] });
  const sizes = new Map([["b", { width: 226, height: 200 }]]);
  expect(freeDepth(stack, sizes, [{ x: 2_000, y: 0 }])).toBe(0);
  // Below start stands b, which is higher; below b there is room, also for what lies beside.
  const depth = freeDepth(stack, sizes, [
    { x: 10, y: 10 },
    { x: 316, y: 0 },
  ]);
  expect(depth).toBe(150 + 200 + 40 - 10);
  expect(freeDepth(stack, sizes, [{ x: 316, y: depth }])).toBe(0);
});

test("a container only counts where it lies itself, and so does what lies in it", () => {
  const graph = scene("start -> loop\nloop {\ninner:\n}", { start: [0, 0], loop: [316, 0], inner: [80, 90] });
  const sizes = new Map([["loop", { width: 400, height: 216 }]]);
  expect(freeDepth(graph, sizes, [{ x: 40, y: 90 }])).toBe(96 + 40 - 90);
  expect(freeDepth(graph, sizes, [{ x: 700, y: 0 }])).toBe(216 + 40);
  expect(freeDepth(graph, sizes, [{ x: 80, y: 90 }], "loop")).toBe(96 + 40);
});

test("neighbours of a frame that grows give way, also those of the frame around it", () => {
  const graph = scene("start -> outer -> end\nouter: type=loop\nouter { loop -> after\nloop { a -> b } }", {
    start: [0, 0],
    outer: [300, 0],
    end: [1_100, 0],
    loop: [72, 84],
    after: [540, 84],
    a: [72, 84],
    b: [388, 84],
  });
  const before = new Map([
    ["outer", { width: 760, height: 336 }],
    ["loop", { width: 400, height: 216 }],
  ]);
  const moves = Object.fromEntries(makeWay(graph, before, "loop").map((move) => [move.id, move.position]));
  // The inner frame needs 388 + 226 + 36 = 650 instead of 400.
  expect(moves.after).toEqual({ x: 540 + 250, y: 84 });
  // The outer one holds what gave way: 790 + 226 + 36 = 1052 instead of 760.
  expect(moves.end).toEqual({ x: 1_100 + 292, y: 0 });
  expect(moves.start).toBeUndefined();
});
