import { describe, expect, it } from "vitest";
import type { StoredEvent } from "../run-log/stored-rows";
import { ended as endedEvent, paused as pausedEvent, started } from "../run-log/testing/make-events";
import { workedMs } from "./worked-time";

const span = (from: number, to: number) => ({ startedAt: from, at: to, durationMs: to - from });
const ended = (path: string, from: number, to: number): StoredEvent => endedEvent(path, 1, span(from, to));
const paused = (path: string, from: number, to: number): StoredEvent => pausedEvent(path, 1, span(from, to));

describe("the time that was worked on a run", () => {
  it("counts what went on side by side once", () => {
    expect(workedMs([ended("a", 0, 100), ended("b", 50, 120), ended("c", 60, 70)])).toBe(120);
  });

  it("leaves out the time in which nothing worked", () => {
    expect(workedMs([ended("a", 0, 100), ended("b", 5_000, 5_010)])).toBe(110);
  });

  it("counts of a node that waits what it worked before, and of one that waited what it worked in all", () => {
    const waited = { ...ended("b", 100, 90_000), durationMs: 30 };
    expect(workedMs([ended("a", 0, 100), paused("c", 100, 105)])).toBe(105);
    expect(workedMs([ended("a", 0, 100), waited])).toBe(130);
  });

  it("counts what is in a container, not the container, which may have waited", () => {
    const events = [
      { ...started("loop"), seq: 1 },
      ended("loop[0]/a", 0, 10),
      ended("loop[1]/a", 1_000, 1_010),
      ended("loop", 0, 1_010),
    ];
    expect(workedMs(events)).toBe(20);
  });
});
