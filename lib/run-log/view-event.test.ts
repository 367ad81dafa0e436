import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event";
import type { RunError, RunEvent } from "./events";
import { initialState } from "./state";
import { eventsOfRows, type StoredEvent } from "./stored-rows";
import { ended, runEnded, runStarted, said, started } from "./testing/make-events";
import { answerText, thoughtParts } from "./transcript";
import { viewEvent } from "./view-event";

const secret = "hunter2";
const error: RunError = {
  code: "http_status",
  message: "The server answered 503.",
  params: { status: 503 },
  nodeId: secret,
  path: secret,
  field: secret,
};
const inside = { inputs: { secret }, outputs: { secret }, writes: { secret }, notes: [{ at: 0, message: secret }] };

/** A run in which everything that is nobody's business has the same word in it. */
const rows: StoredEvent[] = [
  ended("hidden", 1, { ...inside, name: secret, content: secret, thought: secret, summary: secret, error }),
  ended("think", 2, { ...inside, renderMode: "thought", content: "hm", summary: "Thinking" }),
  ended("answer", 3, { ...inside, renderMode: "message", content: "Hello", thought: "why", error, handles: [secret] }),
];
const events: RunEvent[] = [
  runStarted({ inputs: { secret } }),
  started("hidden", { name: secret, inputs: { secret } }),
  { ...said("hidden", secret, "thought"), hidden: true },
  { type: "node.summary", path: "hidden", attempt: 1, summary: secret, hidden: true },
  { type: "node.note", path: "answer", attempt: 1, at: 0, message: secret },
  { type: "node.retrying", path: "answer", attempt: 1, at: 0, delayMs: 1, error },
  { type: "node.retrying", path: secret, attempt: 1, at: 0, delayMs: 1, error, hidden: true },
  started("answer", { renderMode: "message", inputs: { secret } }),
  said("answer", "Hello"),
  ...rows,
  runEnded(4, {
    outputs: { secret },
    error,
    response: "Hello",
    totals: { ...runEnded(4).totals, cost: 7, promptTokens: 9 },
  }),
];

describe("people who talk to an agent", () => {
  const seen = events.flatMap((event) => viewEvent(event, "chat") ?? []);

  it("see nothing of what is inside", () => {
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(seen.some((event) => event.type === "node.note")).toBe(false);
  });

  it("see neither tokens nor costs", () => {
    const last = seen.at(-1);
    expect(last?.type === "run.ended" && last.totals).toEqual({
      promptTokens: 0,
      completionTokens: 0,
      cost: 0,
      currency: null,
      nodeExecutions: 0,
      durationMs: 20,
    });
  });

  it("see the same answer and the same thoughts as the team", () => {
    const all = events.reduce(applyEvent, initialState());
    const theirs = seen.reduce(applyEvent, initialState());
    expect(answerText(theirs)).toBe("Hello");
    expect(answerText(theirs)).toBe(answerText(all));
    expect(thoughtParts(theirs)).toEqual(thoughtParts(all));
    expect(theirs.response).toBe(all.response);
  });

  it("see why it failed, in words that are safe", () => {
    expect(seen.at(-1)).toMatchObject({
      error: { code: "http_status", message: "The server answered 503.", params: { status: 503 } },
    });
  });
});

it("the team sees every event as it is", () => {
  for (const event of events) expect(viewEvent(event, "debug")).toBe(event);
});

it("seeing changes no event", () => {
  const before = structuredClone(events);
  for (const event of events) viewEvent(event, "chat");
  expect(events).toEqual(before);
});

it("a stored log seen by chat survives the way to the browser, and goes on from there", () => {
  const run = { started: runStarted({ inputs: { secret } }), ended: null };
  const log = eventsOfRows(run, rows).flatMap((event) => viewEvent(event, "chat") ?? []);
  const sent: RunEvent[] = JSON.parse(JSON.stringify(log));
  const state = applyEvent(sent.reduce(applyEvent, initialState()), runEnded(4, { response: "Hello" }));
  expect(answerText(state)).toBe("Hello");
  expect(state.status).toBe("succeeded");
  expect(JSON.stringify(sent)).not.toContain(secret);
});
