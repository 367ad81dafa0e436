import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Deadlines } from "./deadlines";
import { VirtualClock } from "./testing/virtual-clock";

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const clock = new VirtualClock();
  const faults: unknown[] = [];
  return { clock, faults, deadlines: new Deadlines(clock, (error) => faults.push(error)) };
}

/** Lets time pass until nobody sleeps any more. */
async function passAll(clock: VirtualClock) {
  do await turn();
  while (clock.passToNext());
  await turn();
}

describe("deadlines", () => {
  it("come in the order of their time, each at its time, with one sleeper for all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(100), { maxLength: 20 }), async (delays) => {
        const { clock, deadlines } = setUp();
        const came: number[] = [];
        for (const delay of delays) {
          deadlines.add(delay, () => {
            expect(clock.now()).toBe(delay);
            came.push(delay);
          });
        }
        await turn();
        expect(clock.sleeping).toBe(Math.min(1, delays.length));
        await passAll(clock);
        expect(came).toEqual([...delays].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  it("do not come once they are cancelled", async () => {
    const { clock, deadlines } = setUp();
    const came: string[] = [];
    const first = deadlines.add(10, () => came.push("first"));
    deadlines.add(20, () => came.push("second"));
    deadlines.cancel(first);
    await passAll(clock);
    expect(came).toEqual(["second"]);
  });

  it("may add others when they come", async () => {
    const { clock, deadlines } = setUp();
    const came: number[] = [];
    deadlines.add(10, () => deadlines.add(5, () => came.push(clock.now())));
    await passAll(clock);
    expect(came).toEqual([15]);
  });

  it("do not come and wake nobody once all are stopped", async () => {
    const { clock, deadlines } = setUp();
    deadlines.add(10, () => expect.unreachable());
    deadlines.stop();
    deadlines.add(20, () => expect.unreachable());
    expect(clock.sleeping).toBe(0);
    await passAll(clock);
    expect(clock.now()).toBe(0);
  });

  it("tell of an action that throws", async () => {
    const { clock, deadlines, faults } = setUp();
    deadlines.add(1, () => {
      throw new Error("broken");
    });
    await passAll(clock);
    expect(faults).toEqual([new Error("broken")]);
  });
});
