import { expect, test } from "vitest";
import type { PromptTestEvent } from "@/lib/prompts/contract";
import { applyTrialEvent, beginTrial } from "./trial-result";

const usage = { promptTokens: 5, completionTokens: 2, cost: 0.01, currency: "USD" };
const fold = (...events: PromptTestEvent[]) => events.reduce(applyTrialEvent, beginTrial(1_000));

test("pieces of text and thought come together", () => {
  const result = fold(
    { type: "prompt", text: "Hello Ada" },
    { type: "thought", delta: "Hm" },
    { type: "text", delta: "Good " },
    { type: "text", delta: "day" },
  );
  expect(result).toMatchObject({ phase: "running", prompt: "Hello Ada", thought: "Hm", text: "Good day" });
});

test("the end has the last word on the text, and what it cost", () => {
  const result = fold(
    { type: "text", delta: "Good" },
    { type: "end", text: "Good day", finishReason: "stop", usage, durationMs: 12 },
  );
  expect(result).toMatchObject({ phase: "done", text: "Good day", end: { usage, durationMs: 12 } });
});

test("a failure keeps what had come before it", () => {
  const result = fold(
    { type: "text", delta: "Good" },
    { type: "note", message: "Tried again" },
    { type: "error", code: "model_failed", message: "It broke.", durationMs: 3 },
  );
  expect(result).toMatchObject({
    phase: "failed",
    text: "Good",
    notes: ["Tried again"],
    failure: { code: "model_failed" },
  });
});
