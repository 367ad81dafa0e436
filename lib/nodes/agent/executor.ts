// Puts the conversation together, runs the loop, and where a structured answer is wanted asks for it at the end.

import type { Json } from "../../shared/json";
import { openToolsOf, planOfConfig } from "../agent-loop/plan-of-config";
import { callsAsValue, runLoop } from "../agent-loop/run-loop";
import { askStructured, schemaInstruction } from "../agent-loop/structured-answer";
import { answerSchemaOf, answerValues } from "../answer-schema";
import type { Executor, ModelMessage, NodeContext } from "../contract";
import { instructionsOf, promptOf } from "../prompt-of-config";
import { type AgentConfig, defaultHistoryTurns, takenNames } from "./definition";

const answerRetries = 2;

export const runAgent: Executor<AgentConfig> = async (call, context) => {
  const { config, node, voice } = call;
  const prompt = await promptOf(config, context, voice);
  const own = { text: config.instructions, reference: config.instructionsRef, values: config.instructionsValues };
  const system = await instructionsOf("instructionsRef", own, context, voice);
  const plan = planOfConfig(config);
  const [tools, earlier] = await Promise.all([openToolsOf(config, context, voice), earlierTurns(config, context)]);
  const messages: ModelMessage[] = [...earlier, { role: "user", content: prompt }];
  const loop = { ...plan, keyPrefix: "", system, messages, tools, speaks: true };
  const end = await runLoop({ call, context }, loop);
  if (!end) return { outputs: {}, wait: { kind: "activities" } };
  const schema = answerSchemaOf(node.config);
  let answer: Json = null;
  if (schema) {
    const host = { call, context, modelId: plan.modelId, system, parameters: plan.parameters };
    const asked = [...end.messages, { role: "user" as const, content: schemaInstruction(schema) }];
    const wanted = { key: "answer", name: "Answer", schema, messages: asked, known: end.messages.length };
    answer = (await askStructured(host, { ...wanted, keepResults: plan.keepResults, retries: answerRetries })).object;
  }
  const last = end.calls.at(-1);
  // Who ends after a tool wants its result, where the model said nothing with the call.
  const text = end.text === "" && end.reason === "stopped" ? (last?.text ?? "") : end.text;
  if (end.said === "" && text !== "") voice.text(text);
  return {
    outputs: {
      ...answerValues(node.config, takenNames, answer),
      text,
      answer,
      calls: callsAsValue(end.calls),
      turns: end.turns,
      reason: end.reason,
    },
  };
};

async function earlierTurns(config: AgentConfig, context: NodeContext): Promise<ModelMessage[]> {
  const turns = config.historyTurns ?? defaultHistoryTurns;
  const history = turns > 0 ? await context.history(turns) : [];
  return history.flatMap(({ question, answer }): ModelMessage[] => [
    { role: "user", content: question },
    { role: "assistant", content: answer },
  ]);
}
