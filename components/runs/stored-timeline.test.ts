import { expect, test } from "vitest";
import { applyEvent } from "@/lib/run-log/apply-event";
import type { NodeEnded } from "@/lib/run-log/events";
import { initialState } from "@/lib/run-log/state";
import { ended, runEnded, runStarted } from "@/lib/run-log/testing/make-events";
import { timelineOf } from "@/lib/run-log/timeline";
import type { NodeLogView } from "@/lib/runs/contract";
import { skippedOfLogs, timelineOfLogs } from "./stored-timeline";

const begin = Date.parse("2026-11-22T12:00:00.000Z");
const iso = (ms: number) => new Date(begin + ms).toISOString();

function log(path: string, from: number, ms: number | null, more: Partial<NodeLogView> = {}): NodeLogView {
  return {
    path,
    attempt: 1,
    seq: 1,
    nodeId: path.split("/").at(-1) ?? path,
    name: path.toUpperCase(),
    type: "code",
    renderMode: "hidden",
    status: ms === null ? "running" : "succeeded",
    summary: null,
    startedAt: iso(from),
    finishedAt: ms === null ? null : iso(from + ms),
    durationMs: ms,
    retries: 0,
    tokens: null,
    cost: null,
    error: null,
    ...more,
  };
}

function endOf(entry: NodeLogView, seq: number): NodeEnded {
  const startedAt = Date.parse(entry.startedAt);
  const { path, attempt, nodeId, name, type: nodeType } = entry;
  const durationMs = entry.durationMs ?? 0;
  return ended(path, seq, {
    attempt,
    nodeId,
    name,
    nodeType,
    rank: seq,
    startedAt,
    durationMs,
    at: startedAt + durationMs,
  });
}

test("stored logs draw the same bars as the events they came from", () => {
  const logs = [log("start", 0, 2), log("fetch", 2, 100), log("loop/ask", 2, 340), log("end", 342, 1)];
  const state = applyEvent(initialState(), runStarted({ at: begin }));
  for (const [seq, entry] of logs.entries()) applyEvent(state, endOf(entry, seq + 1));
  applyEvent(state, runEnded(9, { at: begin + 350 }));
  const stored = timelineOfLogs({ startedAt: iso(0), finishedAt: iso(350) }, logs, begin + 99_999);
  expect(stored).toEqual(timelineOf(state, begin + 99_999));
});

test("skipped nodes have no bar and are named beside", () => {
  const logs = [log("start", 0, 2), log("other", 2, 0, { status: "skipped" })];
  const run = { startedAt: iso(0), finishedAt: iso(10) };
  expect(timelineOfLogs(run, logs, begin).rows.map(({ path }) => path)).toEqual(["start"]);
  expect(skippedOfLogs(logs)).toEqual([{ path: "other", name: "OTHER" }]);
});

test("of a node that started again only the last start is drawn", () => {
  const logs = [log("fetch", 0, null), log("fetch", 500, 20, { attempt: 2 })];
  const { rows } = timelineOfLogs({ startedAt: iso(0), finishedAt: iso(600) }, logs, begin);
  expect(rows).toMatchObject([{ path: "fetch", attempt: 2, offsetMs: 500, durationMs: 20 }]);
});

test("a node that waits reaches to now, and one that waited to its end, however short they worked", () => {
  const logs = [
    log("ask", 0, 5, { finishedAt: iso(400) }),
    log("wait", 400, 3, { status: "paused", finishedAt: null }),
    log("end", 401, 1),
  ];
  const { rows, totalMs } = timelineOfLogs({ startedAt: iso(0), finishedAt: null }, logs, begin + 900);
  expect(rows).toMatchObject([
    { path: "ask", durationMs: 5, lengthMs: 400 },
    { path: "wait", durationMs: 3, lengthMs: 500 },
    { path: "end", durationMs: 1, lengthMs: 1 },
  ]);
  expect(totalMs).toBe(900);
});

test("a run of which nothing is stored has no length", () => {
  expect(timelineOfLogs({ startedAt: null, finishedAt: null }, [], begin)).toEqual({ rows: [], totalMs: 0 });
});
