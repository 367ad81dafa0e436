import { describe, expect, it } from "vitest";
import type { StoredEvent } from "../run-log/stored-rows";
import { workedMs } from "./worked-time";

const place = (path: string) => ({
  path,
  attempt: 1,
  seq: 1,
  nodeId: path,
  name: path,
  nodeType: "code",
  renderMode: "hidden" as const,
  rank: 0,
  inputs: {},
});

const ended = (path: string, from: number, to: number): StoredEvent => ({
  type: "node.ended",
  ...place(path),
  status: "succeeded",
  startedAt: from,
  at: to,
  durationMs: to - from,
  retries: 0,
  outputs: {},
  handles: [],
  writes: {},
  error: null,
  usage: null,
  summary: null,
  content: null,
  thought: null,
  notes: [],
});

const paused = (path: string, from: number, to: number): StoredEvent => ({
  type: "node.paused",
  ...place(path),
  startedAt: from,
  at: to,
  durationMs: to - from,
  wait: { kind: "time", until: 9 },
});

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
      { type: "node.started" as const, ...place("loop"), at: 0 },
      ended("loop[0]/a", 0, 10),
      ended("loop[1]/a", 1_000, 1_010),
      ended("loop", 0, 1_010),
    ];
    expect(workedMs(events)).toBe(20);
  });
});
