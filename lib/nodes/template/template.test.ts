import { expect, it } from "vitest";
import { runOne } from "../run-one.test-support";

it("gives text, or a JSON value as it is", async () => {
  expect((await runOne("template", { config: { text: "Dear Ada" } })).result).toEqual({
    outputs: { text: "Dear Ada" },
    content: "Dear Ada",
  });
  expect((await runOne("template", { config: { mode: "text", text: [1] } })).result.outputs).toEqual({ text: "[1]" });
  expect((await runOne("template", { config: { mode: "json", json: { a: [1, null] } } })).result.outputs).toEqual({
    json: { a: [1, null] },
  });
});
