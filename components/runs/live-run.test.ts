import { expect, test } from "vitest";
import { applyEvent } from "@/lib/run-log/apply-event";
import type { RunEvent } from "@/lib/run-log/events";
import { initialState, type RunState } from "@/lib/run-log/state";
import type { Connection } from "@/lib/runs/follow-client";
import { makeLiveRun } from "./live-run";

/** A run whose events and frames the test gives out one by one. */
function follow() {
  let tell: (state: RunState, connection: Connection) => void = () => {};
  let end: (state: RunState) => void = () => {};
  let refuse: (error: unknown) => void = () => {};
  const frames: (() => void)[] = [];
  const ended: number[] = [];
  const clock = { now: 1_000 };
  let state = initialState();
  const live = makeLiveRun({
    now: () => clock.now,
    onNextFrame: (draw) => frames.push(draw),
    onEnd: () => ended.push(clock.now),
    follow: (onChange) => {
      tell = onChange;
      return new Promise((resolve, reject) => {
        end = resolve;
        refuse = reject;
      });
    },
  });
  let told = 0;
  live.subscribe(() => {
    told += 1;
  });
  return {
    live,
    clock,
    frames,
    ended,
    told: () => told,
    happen: (event: RunEvent) => {
      state = applyEvent(state, event);
      tell(state, "live");
    },
    lose: () => tell(state, "lost"),
    frame: () => {
      for (const draw of frames.splice(0)) draw();
    },
    end: () => end(state),
    refuse: (error: unknown) => refuse(error),
  };
}

const started: RunEvent = { type: "run.started", at: 1_000, inputs: {} };
const node: RunEvent = {
  type: "node.started",
  at: 1_000,
  path: "a",
  attempt: 1,
  nodeId: "a",
  name: "A",
  nodeType: "code",
  renderMode: "message",
  rank: 1,
  inputs: {},
};
const said = (text: string): RunEvent => ({ type: "node.text", path: "a", attempt: 1, channel: "message", text });

test("many events make one view a frame", () => {
  const run = follow();
  run.happen(started);
  run.happen(node);
  for (const text of ["one ", "two ", "three"]) run.happen(said(text));
  expect(run.frames).toHaveLength(1);
  expect(run.live.getView()).toBeNull();
  run.frame();
  expect(run.told()).toBe(1);
  expect(run.live.getView()).toMatchObject({ status: "running", answer: "one two three", connection: "live" });
});

test("nothing is shown before the run is known to have begun", () => {
  const run = follow();
  run.lose();
  run.frame();
  expect(run.live.getView()).toBeNull();
});

test("bars grow while time passes though nothing happens", () => {
  const run = follow();
  run.happen(started);
  run.happen(node);
  run.frame();
  run.clock.now = 3_500;
  run.live.refresh();
  expect(run.live.getView()?.timeline.rows[0]?.durationMs).toBe(2_500);
});

test("the last view is there when its end is told, and stays", async () => {
  const run = follow();
  run.happen(started);
  run.end();
  await Promise.resolve();
  await Promise.resolve();
  expect(run.ended).toEqual([1_000]);
  expect(run.live.getView()?.connection).toBe("ended");
});

test("a refusal ends it and keeps what was seen", async () => {
  const run = follow();
  run.happen(started);
  run.frame();
  run.refuse(new Error("no"));
  await Promise.resolve();
  await Promise.resolve();
  expect(run.live.getView()).toMatchObject({ connection: "ended", status: "running", refusal: new Error("no") });
  expect(run.ended).toHaveLength(1);
});

test("a refusal before anything was seen is told too", async () => {
  const run = follow();
  run.refuse(new Error("no"));
  await Promise.resolve();
  await Promise.resolve();
  expect(run.live.getView()?.refusal).toEqual(new Error("no"));
});

test("whoever leaves hears nothing more", () => {
  const run = follow();
  run.happen(started);
  run.live.leave();
  run.frame();
  expect(run.told()).toBe(0);
});
