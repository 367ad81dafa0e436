import { expect, test } from "vitest";
import { ask, makeModel } from "../testing/make-model";

const builtin = () =>
  makeModel("", { kind: "builtin", baseUrl: null }, { prices: { input: 0, output: 0, cached: 0, currency: null } });
const answerTo = async (question: string, call = {}) => (await ask(builtin(), question, call).answer).text;

test("says in the language of the question that no model answers", async () => {
  expect(await answerTo("Where is my order?")).toContain("No language model answers here");
  expect(await answerTo("我的订单在哪里")).toContain("没有接入语言模型");
  expect(await answerTo("我的訂單在哪裡")).toContain("沒有接上語言模型");
});

test("the same question gets the same answer, streamed word by word", async () => {
  const { heard, answer } = ask(builtin(), "Make a table of warp and weft");
  const { text } = await answer;
  expect(text).toBe(await answerTo("Make a table of warp and weft"));
  expect(heard.text.join("")).toBe(text);
  expect(heard.text.length).toBeGreaterThan(10);
});

test("gives tables, lists, code and JSON where they are asked for", async () => {
  expect(await answerTo("A table please")).toMatch(/\| Word \| Characters \|\n\| --- \| ---: \|\n\| A \| 1 \|/);
  expect(await answerTo("List warp weft")).toContain("1. List\n2. warp\n3. weft");
  expect(await answerTo("Some code")).toContain("```js");
  expect(JSON.parse(await answerTo("Anything", { parameters: { responseFormat: "json" } })).question).toBe("Anything");
});

test("repeats exactly what it is told to say", async () => {
  expect(await answerTo("Say: one  **two**")).toBe("one  **two**");
});

test("thinks when asked to", async () => {
  const { answer } = ask(builtin(), "Think about the loom");
  expect((await answer).thought).toContain("4 words");
  expect((await ask(builtin(), "The loom").answer).thought).toBe("");
});

test("counts words as tokens, costs nothing, and keeps to a limit", async () => {
  const { text, finishReason, usage } = await ask(builtin(), "one two three", { parameters: { maxTokens: 4 } }).answer;
  expect(text.trim().split(/\s+/).length).toBeLessThanOrEqual(4);
  expect([finishReason, usage.promptTokens, usage.completionTokens, usage.cost]).toEqual(["length", 3, 4, 0]);
});

test("stops in the middle when asked to", async () => {
  const controller = new AbortController();
  const { answer } = ask(builtin(), "hello", { signal: controller.signal, onText: () => controller.abort() });
  await expect(answer).rejects.toMatchObject({ code: "run_cancelled" });
});

test("answers an empty question, and one of odd characters", async () => {
  expect(await answerTo("")).toContain("Nothing was asked");
  expect(await answerTo("|\n`🧵`\ud800")).toContain("You asked:");
});
