import { describe, expect, it } from "vitest";
import { makeSlots } from "./slots";

const never = new AbortController().signal;

describe("places", () => {
  it("are given out in order, as many as there are", async () => {
    const slots = makeSlots(2);
    const order: number[] = [];
    const leave = [await slots.enter(never), await slots.enter(never)];
    const later = [1, 2, 3].map((n) =>
      slots.enter(never).then((out) => {
        order.push(n);
        return out;
      }),
    );
    await Promise.resolve();
    expect(order).toEqual([]);
    expect(slots.waiting).toBe(3);
    leave[0]?.();
    (await later[0])?.();
    (await later[1])?.();
    await later[2];
    expect(order).toEqual([1, 2, 3]);
    expect(slots.waiting).toBe(0);
  });
  it("are not doubled by leaving twice", async () => {
    const slots = makeSlots(1);
    const leave = await slots.enter(never);
    leave();
    leave();
    await slots.enter(never);
    const second = slots.enter(never);
    expect(slots.waiting).toBe(1);
    expect(await Promise.race([second.then(() => "in"), Promise.resolve("waits")])).toBe("waits");
  });
  it("are not kept by who gave up", async () => {
    const slots = makeSlots(1);
    const leave = await slots.enter(never);
    const controller = new AbortController();
    const gaveUp = slots.enter(controller.signal);
    const next = slots.enter(never);
    controller.abort(new Error("enough"));
    await expect(gaveUp).rejects.toThrow("enough");
    leave();
    (await next)();
    await expect(slots.enter(controller.signal)).rejects.toThrow("enough");
    (await slots.enter(never))();
  });
});
