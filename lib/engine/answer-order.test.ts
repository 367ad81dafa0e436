import { describe, expect, it } from "vitest";
import type { PlanNode } from "../graph/plan";
import { AnswerOrder } from "./answer-order";
import { planDrawn } from "./testing/run-drawn";

/** Three speakers, first to third, none of whom waits for another. */
function threeSpeakers() {
  const { speakers } = planDrawn("start -> answer_1, answer_2, answer_3").root;
  const told: string[] = [];
  const order = new AnswerOrder(speakers, ({ text }) => told.push(text));
  const [first, second, third] = speakers;
  if (!first || !second || !third) throw new Error("Three speakers were drawn.");
  const say = (speaker: PlanNode, text: string) => order.say(speaker, { path: speaker.id, attempt: 1, text });
  return { order, told, say, first, second, third };
}

describe("the order of an answer", () => {
  it("lets the first speak at once and the others wait", () => {
    const { order, told, say, first, second } = threeSpeakers();
    say(second, "b");
    say(first, "a");
    expect(told).toEqual(["a"]);
    expect(order.isHeld(second)).toBe(true);
    expect(order.isHeld(first)).toBe(false);
  });

  it("tells what is held in one piece when its turn comes", () => {
    const { order, told, say, first, second } = threeSpeakers();
    say(second, "b");
    say(second, "c");
    order.end(first);
    say(second, "d");
    expect(told).toEqual(["bc", "d"]);
  });

  it("passes over all who have ended meanwhile", () => {
    const { order, told, say, first, second, third } = threeSpeakers();
    say(third, "c");
    order.end(third);
    say(second, "b");
    order.end(second);
    expect(told).toEqual([]);
    order.end(first);
    expect(told).toEqual(["b", "c"]);
  });

  it("forgets what is taken back", () => {
    const { order, told, say, first, second } = threeSpeakers();
    say(second, "wrong");
    order.drop(second);
    say(second, "right");
    order.end(first);
    expect(told).toEqual(["right"]);
  });

  it("tells everything in order when nobody speaks any more", () => {
    const { order, told, say, second, third } = threeSpeakers();
    say(third, "c");
    say(second, "b");
    order.finish();
    expect(told).toEqual(["b", "c"]);
  });

  it("goes on from a log without repeating what was told", () => {
    const { order, told, say, first, second, third } = threeSpeakers();
    const held = (speaker: PlanNode, text: string) => ({ path: speaker.id, attempt: 1, text });
    order.restore(
      new Map([
        [third, held(third, "c")],
        [first, held(first, "a")],
      ]),
    );
    expect(told).toEqual([]);
    say(second, "b");
    order.end(second);
    expect(told).toEqual(["b", "c"]);
  });
});
