import { describe, expect, test } from "vitest";
import type { Clock } from "../shared/clock";
import { RequestWindows, type ShareCounts } from "./request-windows";

/** A clock that stands until it is moved; sleepers wake when their time has come. */
function handClock(start: number) {
  let now = start;
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
  };
  const pass = async (ms: number) => {
    now += ms;
    for (const { wake } of sleepers.splice(0).filter((sleeper) => sleeper.at <= now)) wake();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, pass };
}

const alone: ShareCounts = () => Promise.resolve(new Map());

/** What processes have in common, as the database keeps it. */
function commonCounts(): ShareCounts {
  const sums = new Map<string, number>();
  return async (end, added) => {
    const keyOf = (name: string) => `${name} ${end.toISOString()}`;
    for (const [name, count] of added) sums.set(keyOf(name), (sums.get(keyOf(name)) ?? 0) + count);
    return new Map([...added.keys()].map((name) => [name, sums.get(keyOf(name)) ?? 0]));
  };
}

describe("requests of one minute", () => {
  test("are let through up to the limit, then told how long to wait, then counted anew", async () => {
    const { clock, pass } = handClock(60_000 * 100 + 15_500);
    const windows = new RequestWindows(clock, alone);
    expect([1, 2, 3].map(() => windows.count("a", 2))).toEqual([null, null, 45]);
    await pass(40_000);
    expect(windows.count("a", 2)).toBe(5);
    await pass(5_000);
    expect([1, 2, 3].map(() => windows.count("a", 2))).toEqual([null, null, 60]);
  });

  test("are counted for each name apart", () => {
    const { clock } = handClock(0);
    const windows = new RequestWindows(clock, alone);
    expect([windows.count("a", 1), windows.count("b", 1), windows.count("a", 1)]).toEqual([null, null, 60]);
  });

  test("count in the other processes a second later, each once", async () => {
    const { clock, pass } = handClock(0);
    const share = commonCounts();
    const [one, other] = [new RequestWindows(clock, share), new RequestWindows(clock, share)];
    for (let i = 0; i < 3; i++) one.count("a", 10);
    other.count("a", 10);
    await pass(1_000);
    // Whoever told last knows of all; the first learns of the rest when it tells again.
    expect(other.count("a", 5)).toBe(null);
    expect(other.count("a", 5)).toBe(59);
    expect(one.count("a", 10)).toBe(null);
    await pass(1_000);
    await pass(1_000);
    expect(one.count("a", 7)).toBe(null);
    expect(one.count("a", 7)).toBe(57);
  });

  test("hold in this process while the others can't be told", async () => {
    const { clock, pass } = handClock(0);
    const windows = new RequestWindows(clock, () => Promise.reject(new Error("away")));
    expect(windows.count("a", 2)).toBe(null);
    await pass(1_000);
    expect(windows.count("a", 2)).toBe(null);
    expect(windows.count("a", 2)).toBe(59);
  });
});
