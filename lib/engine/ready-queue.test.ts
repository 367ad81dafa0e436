import fc from "fast-check";
import { expect, it } from "vitest";
import { ReadyQueue } from "./ready-queue";

it("gives what is first in order, however it came in", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(50), fc.constant("pop" as const))), (steps) => {
      const queue = new ReadyQueue<{ order: number }>();
      const model: number[] = [];
      for (const step of steps) {
        if (step === "pop") expect(queue.pop()?.order).toBe(model.sort((a, b) => a - b).shift());
        else {
          queue.push({ order: step });
          model.push(step);
        }
        expect(queue.size).toBe(model.length);
      }
    }),
  );
});
