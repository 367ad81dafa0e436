// The loop of an agent: asks the model, makes the calls it asks for, shows it the results, until it answers or a limit
// is reached. Everything that costs or changes something is an activity, so the loop can be run from its beginning at
// any time and goes on where it was. Knows no node type.

import { type NodeCall, NodeFailure } from "../../engine/ports";
import type { Json, JsonObject } from "../../shared/json";
import type { ModelMessage, NodeContext, OpenTool } from "../contract";
import { answerRequests, type MadeCall } from "./answer-requests";
import type { ApprovalTerms } from "./ask-approval";
import { askModel, type ModelHost } from "./ask-model";
import { RepeatGuard } from "./guard-repeats";
import { Speaker } from "./speaker";
import type { StopRule } from "./stop-rule";

export interface LoopHost {
  call: Pick<NodeCall, "activities" | "node" | "signal" | "voice" | "retries">;
  context: Pick<NodeContext, "callModel" | "callTool" | "clock">;
}

export interface LoopPlan {
  /** Before the keys of its activities, with a dot at its end; empty where the node has one loop. */
  keyPrefix: string;
  modelId: string | null;
  system: string | null;
  /** What the conversation begins with. */
  messages: readonly ModelMessage[];
  parameters: JsonObject;
  tools: readonly OpenTool[];
  /** `required`: the first turn has to call something. */
  toolChoice: "auto" | "required" | "none";
  /** How many calls of a turn run at a time; 1 = one after the other. */
  parallel: number;
  maxTurns: number;
  onLimit: "end" | "fail";
  /** In the currency of the model; null = none. */
  costLimit: number | null;
  /** How many results of tools a model sees whole. */
  keepResults: number;
  stop: StopRule;
  terms: ApprovalTerms;
  /** Whether its texts are said; otherwise they are only given. */
  speaks: boolean;
}

export type LoopReason = "answered" | "stopped" | "max_turns" | "cost_limit";

export interface LoopEnd {
  /** Of the last turn. */
  text: string;
  /** Everything that was said. */
  said: string;
  /** The conversation as it stands, the last answer included. */
  messages: ModelMessage[];
  calls: MadeCall[];
  turns: number;
  cost: number;
  reason: LoopReason;
}

/** A model that has not understood after so many answers of what is wrong will not. */
const maxRefusedTurns = 5;

/** Runs the loop to its end; null where a call waits. Throws NodeFailure. */
export async function runLoop(host: LoopHost, plan: LoopPlan): Promise<LoopEnd | null> {
  const { call, context } = host;
  const { modelId, system, parameters, tools, terms } = plan;
  const modelHost: ModelHost = { call, context, modelId, system, parameters };
  const speaker = new Speaker(plan.speaks ? call.voice : { text: () => undefined });
  const guard = new RepeatGuard();
  const messages: ModelMessage[] = [...plan.messages];
  const calls: MadeCall[] = [];
  let known = 0;
  let cost = 0;
  /** Turns one after the other in which nothing could be called. */
  let refused = 0;
  for (let turn = 1; ; turn++) {
    const keyPrefix = `${plan.keyPrefix}turn[${turn}]`;
    const asked = await askModel(modelHost, {
      key: `${keyPrefix}.ask`,
      name: `Turn ${turn}`,
      messages: [...messages],
      known,
      keepResults: plan.keepResults,
      tools,
      toolChoice: plan.toolChoice === "required" && turn > 1 ? "auto" : plan.toolChoice,
      parallel: plan.parallel > 1,
      speaker,
    });
    known = messages.length;
    cost += asked.cost;
    const { text, requests } = asked;
    const end = (reason: LoopReason): LoopEnd => ({
      text,
      said: speaker.text,
      messages,
      calls,
      turns: turn,
      cost,
      reason,
    });
    if (requests.length === 0) {
      messages.push({ role: "assistant", content: text });
      if (asked.finishReason === "length") call.voice.note("The answer was cut: the model reached its longest answer.");
      return end("answered");
    }
    messages.push({ role: "assistant", content: text, toolRequests: requests });
    const answered = await answerRequests(
      { call, context, terms },
      { keyPrefix, requests, tools, guard, parallel: plan.parallel },
    );
    if (answered.stuckOn !== null) {
      throw stuck(answered.stuckOn, "again and again with the same arguments, also after it was told");
    }
    if (answered.isWaiting) return null;
    refused = answered.isRefused ? refused + 1 : 0;
    if (refused === maxRefusedTurns) {
      throw stuck(requests.at(-1)?.name ?? "", `in vain: nothing it asked for in ${refused} turns could be called`);
    }
    messages.push(...answered.messages);
    calls.push(...answered.calls);
    cost += answered.cost;
    if (answered.calls.some((made) => plan.stop.ends(made, turn, (line) => call.voice.note(line))))
      return end("stopped");
    const limit = limitOf(plan, turn, cost);
    if (limit === null) continue;
    if (plan.onLimit === "fail")
      throw new NodeFailure({ code: "agent_limit_reached", message: limit.message, params: limit.params });
    call.voice.note(limit.message);
    return end(limit.reason);
  }
}

/** A further try of the node would only read again what the model has answered. */
function stuck(name: string, how: string): NodeFailure {
  const tool = name.slice(0, 100).toWellFormed();
  const message = `The model called the tool ${tool} ${how}.`;
  return new NodeFailure({ code: "agent_stuck", message, params: { tool }, retryable: false });
}

interface Limit {
  reason: LoopReason;
  message: string;
  params: Record<string, number>;
}

function limitOf({ maxTurns, costLimit }: LoopPlan, turn: number, cost: number): Limit | null {
  if (costLimit !== null && cost >= costLimit) {
    const message = `Ended before the work was done: the calls have cost ${round(cost)}, and the limit is ${costLimit}.`;
    return { reason: "cost_limit", message, params: { limit: costLimit } };
  }
  if (turn < maxTurns) return null;
  const message = `Ended before the work was done: the model still wanted to call tools after ${maxTurns} turns.`;
  return { reason: "max_turns", message, params: { limit: maxTurns } };
}

const round = (cost: number) => Math.round(cost * 1e6) / 1e6;

/** The calls of a loop as a value of the node. */
export function callsAsValue(calls: readonly MadeCall[]): Json[] {
  return calls.map(({ tool, arguments: args, ok, text }) => ({
    tool: tool.name,
    arguments: args,
    ok,
    text: text.length > 500 ? `${text.slice(0, 500).toWellFormed()}…` : text,
  }));
}
