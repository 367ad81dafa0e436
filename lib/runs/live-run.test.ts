import { describe, expect, it } from "vitest";
import { applyEvent } from "../run-log/apply-event";
import { type EventId, formatEventId, type RunEvent } from "../run-log/events";
import { initialState, type RunState } from "../run-log/state";
import { ended, runEnded, runStarted, said, started } from "../run-log/testing/make-events";
import { answerText } from "../run-log/transcript";
import { LiveRun, type Told } from "./live-run";

const makeRun = (token = 1, past?: RunState) =>
  new LiveRun({ runId: "r", workspaceId: "w", token, accepted: Promise.resolve() }, past);

/** Listens and keeps what is told, as words: `s1-3` a snapshot, `1-4` an event. */
function follow(run: LiveRun, cursor: EventId | null = null) {
  const told: Told[] = [];
  const leave = run.listen(cursor, (one) => told.push(one));
  const words = () => told.map((one) => (one.kind === "snapshot" ? "s" : "") + formatEventId(one.id));
  return { told, leave, words };
}

/** The state of somebody who folds what is told. */
function fold(told: readonly Told[]): RunState {
  let state = initialState();
  for (const one of told) {
    if (one.kind === "snapshot") state = one.events.reduce(applyEvent, initialState());
    else state = applyEvent(state, one.event);
  }
  return state;
}

const answer = { renderMode: "message" as const };
const story: RunEvent[] = [
  runStarted({ inputs: { q: 1 } }),
  started("a"),
  ended("a", 1, { outputs: { x: 1 } }),
  started("say", answer),
  said("say", "Hel"),
  said("say", "lo"),
  ended("say", 2, { ...answer, content: "Hello" }),
  runEnded(3, { response: "Hello" }),
];

describe("a follower of a live run", () => {
  it("that was there from the beginning is told every event once, numbered from 1", () => {
    const run = makeRun();
    const { words, told } = follow(run);
    for (const event of story) run.publish(event);
    expect(words()).toEqual(["1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8"]);
    expect(fold(told)).toEqual(run.state);
    expect(run.ended).toBe(true);
  });

  it.each(story.map((_, i) => i))("that joins after %i events sees the same in the end", (joined) => {
    const run = makeRun();
    for (const event of story.slice(0, joined)) run.publish(event);
    const { words, told } = follow(run);
    for (const event of story.slice(joined)) run.publish(event);
    if (joined > 0) expect(words()[0]).toBe(`s1-${joined}`);
    const state = fold(told);
    expect(answerText(state)).toBe("Hello");
    expect(state).toEqual(run.state);
  });

  it.each(story.map((_, i) => i + 1))("that comes back after event %i is told what it missed, one by one", (seen) => {
    const run = makeRun();
    for (const event of story.slice(0, 6)) run.publish(event);
    const { words } = follow(run, { token: 1, n: seen });
    run.publish(runStarted());
    const missed = Array.from({ length: 7 }, (_, i) => i + 1).filter((n) => n > seen || n === 7);
    expect(words()).toEqual(missed.map((n) => `1-${n}`));
  });

  it.each(story.map((_, i) => i))("gets from elsewhere what came after event %i", (seen) => {
    const run = makeRun();
    for (const event of story) run.publish(event);
    expect(run.eventsAfter(seen).map(({ id }) => id.n)).toEqual(story.slice(seen).map((_, i) => seen + i + 1));
    expect(run.eventsAfter(story.length)).toEqual([]);
  });

  it("that saw an earlier owner is told everything anew", () => {
    const past = story.slice(0, 3).reduce(applyEvent, initialState());
    const run = makeRun(2, past);
    run.publish(started("say", answer));
    const { words, told } = follow(run, { token: 1, n: 4 });
    expect(words()).toEqual(["s2-1"]);
    expect([...fold(told).nodes.keys()]).toEqual(["a", "say"]);
  });

  it("of a run that was taken over is told its past before anything new happens", () => {
    const run = makeRun(2, story.slice(0, 3).reduce(applyEvent, initialState()));
    expect(follow(run).words()).toEqual(["s2-0"]);
    expect(follow(run, { token: 1, n: 3 }).words()).toEqual(["s2-0"]);
  });

  it("is told nothing of a run that has not begun", () => {
    expect(follow(makeRun()).told).toEqual([]);
  });

  it("that missed more than is kept is told the whole instead", () => {
    const run = makeRun();
    run.publish(runStarted());
    run.publish(started("say", answer));
    for (let i = 0; i < 6_000; i++) run.publish(said("say", "x"));
    const late = follow(run, { token: 1, n: 10 });
    expect(late.words()).toEqual(["s1-6002"]);
    expect(answerText(fold(late.told))).toHaveLength(6_000);
    const recent = follow(run, { token: 1, n: 5_990 });
    expect(recent.words()).toHaveLength(12);
    expect(recent.words()[0]).toBe("1-5991");
  });

  it("that left is told nothing more, the others are", () => {
    const run = makeRun();
    const [one, other] = [follow(run), follow(run)];
    run.publish(runStarted());
    one.leave();
    run.publish(started("a"));
    expect(one.words()).toEqual(["1-1"]);
    expect(other.words()).toEqual(["1-1", "1-2"]);
  });
});

describe("a live run", () => {
  it("keeps a state of its own, apart from the one it was resumed with", () => {
    const past = story.slice(0, 3).reduce(applyEvent, initialState());
    const run = makeRun(2, past);
    run.publish(started("say", answer));
    expect([...past.nodes.keys()]).toEqual(["a"]);
    expect([...run.state.nodes.keys()]).toEqual(["a", "say"]);
  });

  it("tells those who asked that this process gives it up", () => {
    const run = makeRun();
    const calls: string[] = [];
    run.onRelease(() => calls.push("stays"));
    run.onRelease(() => calls.push("left"))();
    run.release();
    expect(run.released).toBe(true);
    expect(calls).toEqual(["stays"]);
  });
});
