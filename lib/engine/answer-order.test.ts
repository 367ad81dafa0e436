import { describe, expect, it } from "vitest";
import { AnswerOrder } from "./answer-order";

/** Speakers at places 0, 1, 2…, none of whom waits for another, and what was passed on of them. */
function speakers() {
  const told: string[] = [];
  const order = new AnswerOrder(({ text }) => told.push(text));
  const say = (place: number, text: string) => order.say(place, { path: `answer_${place}`, attempt: 1, text });
  return { order, told, say };
}

describe("the order of an answer", () => {
  it("lets the first speak at once and the others wait", () => {
    const { told, say } = speakers();
    say(1, "b");
    say(0, "a");
    expect(told).toEqual(["a"]);
  });

  it("passes on what is held, in the order it was said, when its turn comes", () => {
    const { order, told, say } = speakers();
    say(1, "b");
    say(1, "c");
    order.end(0);
    say(1, "d");
    expect(told).toEqual(["b", "c", "d"]);
  });

  it("passes over all who have ended meanwhile", () => {
    const { order, told, say } = speakers();
    say(2, "c");
    order.end(2);
    say(1, "b");
    order.end(1);
    expect(told).toEqual([]);
    order.end(0);
    expect(told).toEqual(["b", "c"]);
  });

  it("lets those speak whose turn has been", () => {
    const { order, told, say } = speakers();
    order.end(0);
    say(0, "late");
    expect(told).toEqual(["late"]);
  });

  it("passes everything on in order when nobody speaks any more, and then at once", () => {
    const { order, told, say } = speakers();
    say(2, "c");
    say(1, "b");
    order.finish();
    say(7, "d");
    expect(told).toEqual(["b", "c", "d"]);
  });
});
