import { expect, test } from "vitest";
import { draw } from "@/lib/graph/testing/draw";
import { createCanvas } from "./canvas-store";
import { keepCollapsed } from "./collapse-frames";
import type { FlowNode } from "./flow-elements";
import { collapsedSize, frameLimits } from "./frames";

/** A canvas that shows a drawing; nodes written before their container show that the order is ours. */
function shown(keeper?: Parameters<typeof createCanvas>[0]) {
  const graph = draw("a -> b\nouter: type=iteration\nloop: parent=outer\na: parent=loop\nb: parent=loop", {
    nodes: {
      a: { position: { x: 72, y: 84 } },
      b: { position: { x: 500, y: 300 } },
      loop: { position: { x: 72, y: 84 } },
      outer: { position: { x: 0, y: 0 } },
    },
  });
  const canvas = createCanvas(keeper);
  canvas.show(graph);
  const node = (id: string): FlowNode => {
    const found = canvas.store.getState().nodes.find((one) => one.id === id);
    if (!found) throw new Error(`${id} is not drawn.`);
    return found;
  };
  return { canvas, node, graph };
}

const sizeOf = ({ width, height }: FlowNode) => ({ width, height });

test("frames are drawn before what lies in them and hold it, through each other", () => {
  const { canvas, node } = shown();
  const order = canvas.store.getState().nodes.map((one) => one.id);
  expect(order.indexOf("outer")).toBeLessThan(order.indexOf("loop"));
  expect(order.indexOf("loop")).toBeLessThan(order.indexOf("a"));
  expect(node("a").parentId).toBe("loop");
  const { right, bottom } = frameLimits;
  const inner = { width: 500 + 226 + right, height: 300 + 96 + bottom };
  expect(sizeOf(node("loop"))).toEqual(inner);
  expect(sizeOf(node("outer"))).toEqual({ width: 72 + inner.width + right, height: 84 + inner.height + bottom });
});

test("a frame does not follow what is being dragged, but holds it once it is let go", () => {
  const { canvas, node } = shown();
  const before = sizeOf(node("loop"));
  const drag = (dragging: boolean) =>
    canvas.changeNodes([{ id: "b", type: "position", position: { x: 900, y: 300 }, dragging }]);
  drag(true);
  expect(sizeOf(node("loop"))).toEqual(before);
  drag(false);
  expect(node("loop").width).toBe(900 + 226 + frameLimits.right);
});

test("turns begin where nothing leads to, told for each frame", () => {
  const { entries } = shown().canvas.store.getState();
  expect(entries.get("loop")).toBe("72,132");
  expect(entries.get("outer")).toBe("72,115");
});

test("what did not change stays the same object, frames included", () => {
  const { canvas, graph } = shown();
  const before = canvas.store.getState().nodes;
  canvas.show({ ...graph });
  expect(canvas.store.getState().nodes.every((node, at) => node === before[at])).toBe(true);
});

test("containers that lie in each other are drawn outside of everything", () => {
  const canvas = createCanvas();
  canvas.show(draw("loop: parent=loop_2\nloop_2: parent=loop\nwork: parent=gone"));
  expect(canvas.store.getState().nodes.map((node) => node.parentId)).toEqual([undefined, undefined, undefined]);
});

test("a folded frame is its bar, hides what lies in it at any depth, and the frame around shrinks", () => {
  const { canvas, node } = shown();
  const wide = sizeOf(node("outer"));
  canvas.select(["a"]);
  canvas.collapse("loop", true);
  expect(sizeOf(node("loop"))).toEqual(collapsedSize);
  expect(node("outer").height ?? 0).toBeLessThan(wide.height ?? 0);
  expect([node("a"), node("b")].map(({ hidden, selected }) => [hidden, selected])).toEqual([
    [true, false],
    [true, false],
  ]);
  expect(canvas.store.getState()).toMatchObject({ edges: [{ hidden: true }], selectedNodes: [] });
  canvas.collapse("outer", true);
  canvas.collapse("loop", false);
  expect([node("loop").hidden, node("a").hidden]).toEqual([true, true]);
  canvas.collapse("outer", false);
  expect(node("a").hidden).toBe(false);
  expect(sizeOf(node("outer"))).toEqual(wide);
});

test("frames open around what is selected", () => {
  const { canvas, node } = shown();
  for (const id of ["loop", "outer"]) canvas.collapse(id, true);
  canvas.select([], [canvas.store.getState().edges[0]?.id ?? ""]);
  expect([node("a").hidden, node("loop").hidden]).toEqual([false, false]);
  expect(canvas.store.getState()).toMatchObject({ collapsed: new Set(), selectedEdges: [expect.any(String)] });
});

test("which frames are folded is kept in the browser, for each workflow", () => {
  const texts = new Map([["weft.collapsed.broken", "{"]]);
  const storage = { getItem: (key: string) => texts.get(key) ?? null, setItem: texts.set.bind(texts) };
  shown(keepCollapsed("one", storage)).canvas.collapse("loop", true);
  expect(shown(keepCollapsed("one", storage)).node("a").hidden).toBe(true);
  for (const id of ["other", "broken"]) expect(shown(keepCollapsed(id, storage)).node("a").hidden ?? false).toBe(false);
});
