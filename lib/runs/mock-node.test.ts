import { expect, test } from "vitest";
import { makePlan } from "../graph/make-plan";
import { catalogue } from "../nodes/catalogue";
import { contentFor, handlesFor } from "./mock-node";
import { metadataOf, noOptions, optionsOf } from "./run-options";
import { graphOf } from "./testing/graphs";

const plan = makePlan(
  graphOf(
    {
      start: { type: "start" },
      ask: { type: "approval", config: { title: "?" }, policy: { onError: "branch" } },
      say: { type: "answer", config: { text: "x" } },
      end: { type: "end" },
    },
    ["start -> ask", "ask:approved -> say", "ask:rejected -> end", "ask:error -> end", "say -> end"],
  ),
  catalogue,
);

test("given outputs leave by the way that one of them names, else by the first", () => {
  expect(handlesFor(plan, "ask", { decision: "rejected" })).toEqual(["rejected"]);
  expect(handlesFor(plan, "ask", { decision: "maybe" })).toEqual(["approved"]);
  expect(handlesFor(plan, "ask", { decision: "error" })).toEqual(["approved"]);
  expect(handlesFor(plan, "say", {})).toEqual(["out"]);
});

test("what would have been said is the text of the outputs", () => {
  expect(contentFor({ text: "Hello" })).toBe("Hello");
  expect(contentFor({ response: "Hi", other: 1 })).toBe("Hi");
  expect(contentFor({ text: 7 })).toBeUndefined();
});

test("options are kept with the run, and nothing is kept of none", () => {
  const options = { mocks: { a: { text: "x" } }, breakpoints: ["b"], given: { c: { n: 1 } } };
  expect(optionsOf(metadataOf(options, { repeats: "r" }))).toEqual(options);
  expect(metadataOf({ mocks: {}, breakpoints: [] })).toBeNull();
  expect(optionsOf(null)).toBe(noOptions);
  expect(optionsOf({ repeats: "r" })).toBe(noOptions);
});
