// One call of the model as an activity: its text streams by the node's voice as it comes, and is said again where the
// call had ended before.

import { z } from "zod";
import { type NodeCall, NodeFailure } from "../../engine/ports";
import type { Json, JsonObject } from "../../shared/json";
import type { ModelCall, ModelMessage, NodeContext, ToolOffer, ToolRequest } from "../contract";
import { shortenOldResults } from "./shorten-results";
import type { Speaker } from "./speaker";

export interface ModelHost {
  call: Pick<NodeCall, "activities" | "signal" | "voice">;
  context: Pick<NodeContext, "callModel">;
  modelId: string | null;
  system: string | null;
  parameters: JsonObject;
}

export interface Question {
  key: string;
  name: string;
  messages: readonly ModelMessage[];
  /** How many of the messages the call before has seen; the log tells only of those that came since. */
  known: number;
  keepResults: number;
  tools?: readonly ToolOffer[];
  toolChoice?: NonNullable<ModelCall["toolChoice"]>;
  parallel?: boolean;
  answerSchema?: JsonObject;
  /** Absent where nobody is to read the text. */
  speaker?: Speaker;
}

export interface Asked {
  text: string;
  requests: ToolRequest[];
  finishReason: string;
  object: Json | undefined;
  cost: number;
}

const storedSchema = z.object({
  text: z.string(),
  finishReason: z.string().catch("stop"),
  toolRequests: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        arguments: z.record(z.string(), z.json()).nullable(),
        raw: z.string().optional(),
      }),
    )
    .catch([]),
  object: z.json().optional(),
  cost: z.number().catch(0),
});

/** Asks the model, or gives what it has answered before; throws NodeFailure where it can't be asked. */
export async function askModel(host: ModelHost, question: Question): Promise<Asked> {
  const { call, context, modelId, system, parameters } = host;
  const { key, name, tools = [], speaker } = question;
  speaker?.begin();
  const inputs: JsonObject = {
    ...(question.known === 0 && system !== null ? { system } : {}),
    messages: question.messages.slice(question.known).map((message) => ({ ...message }) as JsonObject),
    ...(question.known === 0 && tools.length > 0 ? { tools: tools.map((tool) => tool.name) } : {}),
  };
  const spec = { key, name, type: "model-call", effect: "read", renderMode: "hidden", inputs } as const;
  const end = await call.activities.run(spec, async ({ path, signal, note }) => {
    const answer = await context.callModel({
      modelId,
      system,
      messages: shortenOldResults(question.messages, question.keepResults),
      parameters,
      ...(tools.length > 0 ? { tools: tools.map(offerOf), toolChoice: question.toolChoice ?? "auto" } : {}),
      ...(tools.length > 0 && question.parallel === false ? { parallelToolCalls: false } : {}),
      ...(question.answerSchema ? { answerSchema: question.answerSchema } : {}),
      path,
      signal,
      onText: (delta) => speaker?.say(delta),
      onThought: (delta) => call.voice.thought(delta),
      onNote: note,
    });
    const { text, thought, finishReason, toolRequests = [], object, usage } = answer;
    const outputs: JsonObject = {
      text,
      toolRequests: toolRequests.map((request) => ({ ...request })),
      finishReason,
      ...(object === undefined ? {} : { object }),
      ...(usage.cost ? { cost: usage.cost } : {}),
    };
    return { outputs, usage, content: text, thought };
  });
  if (end.status === "waiting") throw new Error("a call of a model does not wait");
  if (end.status === "failed") throw new NodeFailure(end.error);
  if (end.isReplayed) {
    call.voice.thought(end.thought);
    speaker?.say(end.content);
  }
  const { text, toolRequests, finishReason, object, cost } = storedSchema.parse(end.outputs);
  const requests = toolRequests.map(({ raw, ...request }) => (raw === undefined ? request : { ...request, raw }));
  return { text, requests, finishReason, object, cost };
}

const offerOf = ({ name, description, inputSchema }: ToolOffer): ToolOffer => ({ name, description, inputSchema });
