// Puts system text, examples, earlier turns and the prompt together, asks the model and passes its text on as it comes.

import { textOf } from "../../expressions/values";
import type { JsonObject } from "../../shared/json";
import type { ChatTurn, Executor, ModelCall } from "../contract";
import { parametersOf } from "../model-parameters";
import { instructionsOf, promptOf } from "../prompt-of-config";
import { defaultHistoryTurns, type LlmConfig } from "./definition";

type Message = ModelCall["messages"][number];

function messagesOf(turns: readonly ChatTurn[]): Message[] {
  return turns.flatMap((turn) => [
    { role: "user" as const, content: turn.question },
    { role: "assistant" as const, content: turn.answer },
  ]);
}

function examplesOf(config: LlmConfig): ChatTurn[] {
  const turns = (config.examples ?? []).map((row) => ({
    question: row.name,
    answer: textOf(row.value, 0),
  }));
  // Providers refuse empty messages.
  return turns.filter((turn) => turn.question.trim() !== "" && turn.answer.trim() !== "");
}

function askedWith(config: LlmConfig): JsonObject {
  const { stop } = config;
  return { ...parametersOf(config), ...(stop && stop.length > 0 ? { stop } : {}) };
}

export const runLlm: Executor<LlmConfig> = async ({ config, signal, voice }, context) => {
  const prompt = await promptOf(config, context, voice);
  const turns = config.historyTurns ?? defaultHistoryTurns;
  const history = turns > 0 ? await context.history(turns) : [];
  const instructions = { text: config.system, reference: config.systemRef, values: config.systemValues };
  const system = await instructionsOf("systemRef", instructions, context, voice);
  const answer = await context.callModel({
    modelId: config.modelId ?? null,
    system,
    messages: [...messagesOf(examplesOf(config)), ...messagesOf(history), { role: "user", content: prompt }],
    parameters: askedWith(config),
    signal,
    onText: (delta) => voice.text(delta),
    onThought: (delta) => voice.thought(delta),
    onNote: (line) => voice.note(line),
  });
  if (answer.finishReason === "length") voice.note("The answer was cut: the model reached its longest answer.");
  return {
    outputs: { text: answer.text, thought: answer.thought, usage: { ...answer.usage } },
    usage: answer.usage,
    content: answer.text,
  };
};
