// The built-in provider: speaks like a model, word by word, but follows fixed rules and costs nothing. It counts words
// as tokens. Knows no network.

import type { ModelAnswer, ModelCall } from "../../nodes/contract";
import type { ModelAccess } from "../access";
import { modelFailure } from "../failure";
import { composeAnswer, cutWords } from "./compose-answer";
import { fillSchema } from "./fill-schema";
import { chooseCalls } from "./use-tools";

/** Slow enough to be seen streaming, fast enough not to be waited for. */
const wordMs = 12;

/** Answers a call by the rules. */
export async function answerByRules(
  model: ModelAccess,
  call: ModelCall,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): Promise<ModelAnswer> {
  const toolRequests = chooseCalls(call);
  const object =
    call.answerSchema && toolRequests.length === 0 ? fillSchema(call.answerSchema, questionOf(call)) : undefined;
  const composed = composeAnswer(call);
  const { thought } = composed;
  const text = toolRequests.length > 0 ? "" : object === undefined ? composed.text : JSON.stringify(object);
  const limit = call.parameters.maxTokens;
  const pieces = cutPieces(text);
  const cut = typeof limit === "number" && limit >= 1 && pieces.length > limit;
  const said = cut ? pieces.slice(0, limit) : pieces;
  try {
    await speak(cutPieces(thought), call.onThought);
    await speak(said, call.onText);
  } catch (cause) {
    throw modelFailure("run_cancelled", model, { cause });
  }
  const prompt = cutWords([call.system ?? "", ...call.messages.map(({ content }) => content)].join("\n")).length;
  return {
    text: said.join(""),
    thought,
    finishReason: toolRequests.length > 0 ? "tool-calls" : cut ? "length" : "stop",
    ...(toolRequests.length > 0 ? { toolRequests } : {}),
    ...(object === undefined ? {} : { object }),
    usage: {
      promptTokens: prompt,
      completionTokens: said.length + cutPieces(thought).length,
      cost: 0,
      currency: model.prices.currency,
      modelId: model.id,
      modelName: model.name,
    },
  };

  async function speak(words: string[], to: (delta: string) => void): Promise<void> {
    for (const [i, word] of words.entries()) {
      call.signal.throwIfAborted();
      if (i > 0) await sleep(wordMs, call.signal);
      to(word);
    }
  }
}

const questionOf = ({ messages }: ModelCall) => messages.findLast(({ role }) => role === "user")?.content ?? "";

/** Words with the space after them; Chinese in pairs of characters. */
function cutPieces(text: string): string[] {
  return (
    text.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]{1,2}\s*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu,
    ) ?? []
  );
}
