import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("sleeping", () => {
  it("ends after its time and leaves nothing behind", async () => {
    const controller = new AbortController();
    const slept = systemClock.sleep(50, controller.signal);
    await vi.advanceTimersByTimeAsync(50);
    await expect(slept).resolves.toBeUndefined();
    controller.abort(new Error("too late"));
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends at once with the reason when the signal aborts", async () => {
    const controller = new AbortController();
    const slept = systemClock.sleep(60_000, controller.signal);
    const refused = expect(slept).rejects.toBe("enough");
    controller.abort("enough");
    await refused;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not begin when the signal has aborted before", async () => {
    await expect(systemClock.sleep(60_000, AbortSignal.abort("enough"))).rejects.toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
  });
});
