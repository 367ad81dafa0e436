import { expect, it } from "vitest";
import { AnswerOrder } from "./answer-order";
import { HeldTexts } from "./held-texts";

/** A container at place 1 of an outer order, whose turns are the places of an inner one. */
function twoLevels() {
  const told: string[] = [];
  const texts = new HeldTexts(({ text }) => told.push(text));
  const outer = new AnswerOrder((text) => texts.told(text));
  const inner = new AnswerOrder((text) => outer.say(1, text));
  const say = (order: AnswerOrder, place: number, path: string, text: string) =>
    texts.say(order, place, { path, attempt: 1, text });
  return { told, texts, outer, inner, say };
}

it("holds a text at every level until its turn has come at all of them", () => {
  const { told, texts, outer, inner, say } = twoLevels();
  say(inner, 1, "loop[1]/a", "second");
  say(inner, 0, "loop[0]/a", "first");
  inner.end(0);
  expect(told).toEqual([]);
  expect(texts.isHeld("loop[0]/a")).toBe(true);
  outer.end(0);
  expect(told).toEqual(["first", "second"]);
  expect(texts.isHeld("loop[1]/a")).toBe(false);
});

it("keeps the pieces of one node together", () => {
  const { told, outer, inner, say } = twoLevels();
  say(inner, 0, "loop[0]/a", "one ");
  say(inner, 0, "loop[0]/a", "text");
  outer.end(0);
  expect(told).toEqual(["one text"]);
});

it("forgets what is taken back, at whatever level it waits", () => {
  const { told, texts, outer, inner, say } = twoLevels();
  say(inner, 0, "loop[0]/a", "wrong");
  texts.drop("loop[0]/a");
  expect(texts.isHeld("loop[0]/a")).toBe(false);
  say(inner, 0, "loop[0]/a", "right");
  say(inner, 1, "loop[1]/a", "wrong too");
  texts.drop("loop[1]/a");
  inner.end(0);
  outer.end(0);
  expect(told).toEqual(["right"]);
});
