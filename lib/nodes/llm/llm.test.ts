import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors";
import type { JsonObject } from "../../shared/json";
import { catalogue } from "../catalogue";
import type { ModelAnswer, ModelCall, NodeContext } from "../contract";
import { makeNode, runOne } from "../run-one.test-support";

const usage = { promptTokens: 5, completionTokens: 2, cost: 0.01, currency: "USD" };
function model(more: Partial<ModelAnswer> = {}) {
  const calls: ModelCall[] = [];
  const callModel = async (call: ModelCall): Promise<ModelAnswer> => {
    calls.push(call);
    call.onThought("Hm. ");
    call.onText("Good ");
    call.onText("day");
    return { text: "Good day", thought: "Hm. ", finishReason: "stop", usage, ...more };
  };
  return { calls, callModel };
}

describe("the language model node", () => {
  it("streams the text, shows the thought and gives both", async () => {
    const { callModel } = model();
    const { result, said } = await runOne("llm", { config: { prompt: "Hi" } }, { callModel });
    expect(said).toMatchObject({ text: "Good day", thought: "Hm. " });
    expect(result.outputs).toEqual({ text: "Good day", thought: "Hm. ", usage });
    expect(result.usage).toEqual(usage);
    expect(result.content).toBe("Good day");
  });
  it("passes on what is told of the call itself", async () => {
    const callModel = async (call: ModelCall) => {
      call.onNote?.("Loom failed. Trying again in 0.4 s (1 of 2).");
      return model().callModel(call);
    };
    const { said } = await runOne("llm", { config: { prompt: "Hi" } }, { callModel });
    expect(said.notes).toEqual(["Loom failed. Trying again in 0.4 s (1 of 2)."]);
  });
  it("asks with instructions, examples, earlier turns and prompt, in this order", async () => {
    const { calls, callModel } = model();
    const history = async (turns: number) => [{ question: `last ${turns}`, answer: "before" }];
    const config = {
      modelId: "m1",
      system: " Be kind. ",
      prompt: { order: 7 },
      historyTurns: 3,
      examples: [
        { name: "q", value: "a" },
        { name: "left blank", value: "" },
      ],
      temperature: 0,
      maxTokens: 50,
      topP: null,
      stop: ["END"],
    };
    await runOne("llm", { config }, { callModel, history });
    expect(calls[0]).toMatchObject({
      modelId: "m1",
      system: "Be kind.",
      parameters: { temperature: 0, maxTokens: 50, stop: ["END"] },
      messages: [
        { role: "user", content: "q" },
        { role: "assistant", content: "a" },
        { role: "user", content: "last 3" },
        { role: "assistant", content: "before" },
        { role: "user", content: '{"order":7}' },
      ],
    });
  });
  it("leaves to the default model and the model's own parameters what was not set", async () => {
    const { calls, callModel } = model();
    await runOne("llm", { config: { prompt: "Hi", system: "" } }, { callModel });
    expect(calls[0]).toMatchObject({ modelId: null, system: null, parameters: {} });
  });
  it("asks for no history where none is wanted", async () => {
    const { callModel } = model();
    const history = () => Promise.reject(new Error("not wanted"));
    await runOne("llm", { config: { prompt: "Hi", historyTurns: 0 } }, { callModel, history });
  });
  it("asks with the text of a prompt and says which", async () => {
    const { calls, callModel } = model();
    const asked: unknown[] = [];
    const readPrompt: NodeContext["readPrompt"] = async (...given) => {
      asked.push(given);
      return { text: "Greet Ada", name: "Greeting", number: 2 };
    };
    const promptRef = { promptId: crypto.randomUUID(), version: 2 };
    const config = { prompt: "not this", promptRef, promptValues: { name: "Ada" } };
    const { said } = await runOne("llm", { config }, { callModel, readPrompt });
    expect(asked).toEqual([[promptRef, { name: "Ada" }]]);
    expect(calls[0]?.messages).toEqual([{ role: "user", content: "Greet Ada" }]);
    expect(said.notes).toEqual(["Asked with the prompt Greeting, version 2."]);
  });
  it("is instructed by a prompt, and tells faults of its values where the node has them", async () => {
    const { calls, callModel } = model();
    const systemRef = { promptId: crypto.randomUUID(), version: 3 };
    const config = { prompt: "Hi", system: "not this", systemRef, systemValues: { tone: "kind" } };
    const readPrompt: NodeContext["readPrompt"] = async (reference, { tone }) => {
      expect(reference).toEqual(systemRef);
      return { text: ` Be ${tone}. `, name: "Manners", number: 3 };
    };
    const { said } = await runOne("llm", { config }, { callModel, readPrompt });
    expect(calls[0]).toMatchObject({ system: "Be kind.", messages: [{ role: "user", content: "Hi" }] });
    expect(said.notes).toEqual(["Instructed by the prompt Manners, version 3."]);

    const unfilled = async () => {
      const details = [{ path: "tone", code: "field_missing", message: "The variable tone has no value." }];
      throw new AppError("node_failed", "It can't be filled.", { details });
    };
    await expect(runOne("llm", { config }, { callModel, readPrompt: unfilled })).rejects.toMatchObject({
      details: [{ path: "config.systemValues.tone" }],
    });
  });
  it("needs its own prompt only where it takes none", () => {
    const faultsOf = (config: JsonObject) => catalogue.llm.checkConfig(makeNode("llm", config));
    const promptRef = { promptId: crypto.randomUUID(), version: "latest" };
    expect(faultsOf({ prompt: "" })).toEqual([{ field: "config.prompt", code: "field_missing" }]);
    expect(faultsOf({ prompt: "", promptRef, promptValues: { a: "{{ start.query }}" } })).toEqual([]);
    expect(faultsOf({ promptRef: { ...promptRef, version: 0 } })).toEqual([
      { field: "config.promptRef.version", code: "field_invalid" },
    ]);
    expect(faultsOf({ promptRef, promptValues: { "a b": "x" } })).toMatchObject([{ code: "field_invalid" }]);
  });
  it("fails on an empty prompt before any call", async () => {
    for (const prompt of ["", "  ", null]) {
      await expect(runOne("llm", { config: { prompt } })).rejects.toMatchObject({ code: "node_failed" });
    }
  });
  it("notes an answer that was cut", async () => {
    const { callModel } = model({ finishReason: "length" });
    const { said } = await runOne("llm", { config: { prompt: "Hi" } }, { callModel });
    expect(said.notes).toHaveLength(1);
  });
});
