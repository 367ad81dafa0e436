import { expect, it } from "vitest";
import { runOne } from "../run-one.test-support";

it("says its text, values as text", async () => {
  expect((await runOne("answer", { config: { text: "Hello" } })).result).toEqual({
    outputs: { text: "Hello" },
    content: "Hello",
  });
  expect((await runOne("answer", { config: { text: { a: [1] } } })).result.content).toBe('{"a":[1]}');
  expect((await runOne("answer", { config: { text: null } })).result.content).toBe("");
});
