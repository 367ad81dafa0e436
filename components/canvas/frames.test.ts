import { expect, test } from "vitest";
import { draw } from "@/lib/graph/testing/draw";
import { createCanvas } from "./canvas-store";
import type { FlowNode } from "./flow-elements";
import { frameLimits } from "./frames";

/** A canvas that shows a drawing; nodes written before their container show that the order is ours. */
function shown() {
  const graph = draw("a -> b\nouter: type=iteration\nloop: parent=outer\na: parent=loop\nb: parent=loop", {
    nodes: {
      a: { position: { x: 72, y: 84 } },
      b: { position: { x: 500, y: 300 } },
      loop: { position: { x: 72, y: 84 } },
      outer: { position: { x: 0, y: 0 } },
    },
  });
  const canvas = createCanvas();
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
