// A model that follows a script, turn by turn, and tools that count their calls: for tests of nodes with a loop.

import type { ActivityEnd } from "../../../engine/ports";
import type { Json, JsonObject } from "../../../shared/json";
import type { ModelAnswer, ModelCall, NodeContext, OpenTool, ToolAnswer, ToolCall, ToolRequest } from "../../contract";
import { type Given, runOne } from "../../run-one.test-support";

export const usage = { promptTokens: 5, completionTokens: 2, cost: 0.01, currency: "USD" };

export const toolIds = {
  weather: "019a0000-0000-7000-8000-00000000000a",
  refund: "019a0000-0000-7000-8000-00000000000b",
} as const;

export function makeTool(name: keyof typeof toolIds, more: Partial<OpenTool> = {}): OpenTool {
  return {
    id: toolIds[name],
    source: "tool",
    name,
    title: name === "weather" ? "Weather" : "Refund",
    description: "",
    inputSchema: {
      type: "object",
      properties: { city: { type: "string" }, amount: { type: "number" } },
      additionalProperties: false,
    },
    effect: "read",
    approval: "never",
    approvalRule: null,
    isDestructive: false,
    isIdempotent: false,
    timeoutMs: 1_000,
    maxOutputLength: 1_000,
    ...more,
  };
}

/** What the model does in a turn: says something, asks for calls, gives an object. */
export interface Turn {
  say?: string;
  calls?: [name: string, args: JsonObject | string][];
  object?: Json;
}

export interface World {
  context: Partial<NodeContext>;
  /** Calls of the model, in order. */
  asked: ModelCall[];
  /** Calls of tools, in order. */
  called: ToolCall[];
}

/** A world in which the model does what `script` says at each turn, and tools answer by `answer`. */
export function makeWorld(
  script: (turn: number, call: ModelCall) => Turn,
  tools: readonly OpenTool[] = [makeTool("weather"), makeTool("refund")],
  answer: (call: ToolCall) => ToolAnswer | { runId: string; status: "open" } = ({ arguments: args }) => ({
    value: { got: args },
    text: `got ${JSON.stringify(args)}`,
    isError: false,
  }),
): World {
  const asked: ModelCall[] = [];
  const called: ToolCall[] = [];
  const context: Partial<NodeContext> = {
    openTools: async () => ({ tools: [...tools], problems: [] }),
    callModel: async (call) => {
      asked.push(call);
      const turn = call.messages.filter((message) => message.role === "assistant").length + 1;
      return answerOf(script(turn, call), turn, call);
    },
    callTool: async (call) => {
      called.push(call);
      return answer(call);
    },
  };
  return { context, asked, called };
}

function answerOf({ say = "", calls = [], object }: Turn, turn: number, call: ModelCall): ModelAnswer {
  for (const word of say.split(/(?<= )/)) call.onText(word);
  const toolRequests = calls.map(
    ([name, args], index): ToolRequest =>
      typeof args === "string"
        ? { id: `${turn}-${index}`, name, arguments: null, raw: args }
        : { id: `${turn}-${index}`, name, arguments: args },
  );
  return {
    text: say,
    thought: "",
    finishReason: calls.length > 0 ? "tool-calls" : "stop",
    usage,
    ...(toolRequests.length > 0 ? { toolRequests } : {}),
    ...(object === undefined ? {} : { object }),
  };
}

/** Runs an agent in a world. */
export async function runAgentIn(
  world: World,
  config: JsonObject = {},
  given: Given & { done?: Map<string, ActivityEnd> } = {},
) {
  const tools = { tools: Object.values(toolIds) };
  return runOne("agent", { ...given, config: { prompt: "Hi", ...tools, ...config } }, world.context);
}

/** The results of tools that the last call of the model has read. */
export function readResults({ asked }: World): { content: string; isError: boolean }[] {
  return (asked.at(-1)?.messages ?? []).flatMap((message) =>
    message.role === "tool" ? [{ content: message.content, isError: message.isError ?? false }] : [],
  );
}
