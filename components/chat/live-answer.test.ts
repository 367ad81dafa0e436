import { expect, test, vi } from "vitest";
import { applyEvent } from "@/lib/run-log/apply-event";
import type { RunEvent } from "@/lib/run-log/events";
import { initialState, type RunState } from "@/lib/run-log/state";
import { type LiveAnswerOptions, makeLiveAnswer } from "./live-answer";

const place = { path: "answer", attempt: 1 };
const events: RunEvent[] = [
  { type: "run.started", at: 0, inputs: {} },
  {
    type: "node.started",
    ...place,
    at: 1,
    nodeId: "answer",
    name: "Answer",
    nodeType: "llm",
    renderMode: "message",
    rank: 1,
    inputs: {},
  },
  { type: "node.text", ...place, channel: "message", text: "Hello " },
  { type: "node.text", ...place, channel: "message", text: "Ada" },
];

function setUp() {
  const frames: (() => void)[] = [];
  let tell: Parameters<LiveAnswerOptions["follow"]>[0] = () => {};
  let end: (state: RunState) => void = () => {};
  let refuse: (error: unknown) => void = () => {};
  const onEnd = vi.fn();
  const onRefused = vi.fn();
  const answer = makeLiveAnswer({
    follow: (onChange) => {
      tell = onChange;
      return new Promise((resolve, reject) => {
        end = resolve;
        refuse = reject;
      });
    },
    onEnd,
    onRefused,
    onNextFrame: (draw) => frames.push(draw),
  });
  return { answer, frames, onEnd, onRefused, tell: () => tell, end: () => end, refuse: () => refuse };
}

test("a view is made once a frame, however often the run changes", () => {
  const { answer, frames, tell } = setUp();
  const heard = vi.fn();
  answer.subscribe(heard);
  let state = initialState();
  for (const event of events) {
    state = applyEvent(state, event);
    tell()(state, "live");
  }
  expect(frames).toHaveLength(1);
  expect(heard).not.toHaveBeenCalled();
  frames[0]?.();
  expect(heard).toHaveBeenCalledTimes(1);
  expect(answer.getView()).toMatchObject({ status: "running", text: "Hello Ada", connection: "live" });
  tell()(state, "lost");
  expect(frames).toHaveLength(2);
});

test("the end is told before it is shown, and a frame that comes late changes nothing", async () => {
  const { answer, frames, tell, end, onEnd } = setUp();
  const state = events.reduce(applyEvent, initialState());
  tell()(state, "live");
  onEnd.mockImplementation(() => expect(answer.getView().connection).toBe("connecting"));
  end()(state);
  await vi.waitFor(() => expect(answer.getView().connection).toBe("ended"));
  expect(onEnd).toHaveBeenCalledTimes(1);
  frames[0]?.();
  expect(answer.getView().connection).toBe("ended");
});

test("a refusal stands in the view", async () => {
  const { answer, refuse, onRefused } = setUp();
  const error = new Error("gone");
  refuse()(error);
  await vi.waitFor(() => expect(answer.getView().refusal).toBe(error));
  expect(onRefused).toHaveBeenCalledWith(error);
});
