import fc from "fast-check";
import { expect, it } from "vitest";
import { ReadyQueue } from "./ready-queue";

it("gives what is first in order, however it came in", () => {
  const place = fc.record({ order: fc.nat(5), index: fc.nat(20) });
  const numberOf = (one: { order: number; index: number }) => one.order * 100 + one.index;
  fc.assert(
    fc.property(fc.array(fc.oneof(place, fc.constant("pop" as const))), (steps) => {
      const queue = new ReadyQueue<{ order: number; index: number }>();
      const model: number[] = [];
      for (const step of steps) {
        if (step === "pop") {
          const popped = queue.pop();
          expect(popped && numberOf(popped)).toBe(model.sort((a, b) => a - b).shift());
        } else {
          queue.push(step);
          model.push(numberOf(step));
        }
        expect(queue.size).toBe(model.length);
      }
    }),
  );
});
