// One call of a tool as an activity: asks for approval where it needs one, calls, waits where a workflow behind it
// waits, and gives what a model is told of it. A failure is a result, which is kept: what is tried again, is so before.

import type { ActivityCall, ActivityEnd, ActivityResult, NodeCall } from "../../engine/ports";
import { NodeFailure } from "../../engine/ports";
import type { Usage } from "../../run-log/events";
import type { Json, JsonObject } from "../../shared/json";
import type { NodeContext, OpenTool, ToolAnswer } from "../contract";
import { readRunAnswer } from "../run-elsewhere";
import { toolAnswerOfRun } from "../tool-answer-of-run";
import { type ApprovalTerms, approvalWait, readVerdict } from "./ask-approval";
import { needsApproval } from "./needs-approval";
import { cutResult } from "./shorten-results";
import { tryAgain } from "./try-again";

/** What calling tools needs of the node and its world. */
export interface ToolHost {
  call: Pick<NodeCall, "activities" | "node" | "retries">;
  context: Pick<NodeContext, "callTool" | "clock">;
  terms: ApprovalTerms;
}

export interface ToolOutcome {
  ok: boolean;
  value: Json;
  /** For the model. */
  text: string;
  cost: number;
}

const longestFailure = 4_000;
const longestTold = 1_500;

/** Calls a tool, or gives what its call has given before; null where it waits. */
export async function callTool(
  host: ToolHost,
  key: string,
  tool: OpenTool,
  args: JsonObject,
): Promise<ToolOutcome | null> {
  const end = await host.call.activities.run(
    {
      key,
      name: tool.title,
      type: "tool-call",
      effect: tool.effect,
      renderMode: "thought",
      inputs: args,
      keepsFailure: true,
    },
    (activity) => work(host, tool, args, activity),
  );
  return outcomeOf(end);
}

/** Keeps in the log that a model wanted a call which can't be made, and why. */
export async function refuseCall(
  { call }: Pick<ToolHost, "call">,
  key: string,
  name: string,
  inputs: JsonObject,
  refusal: string,
): Promise<void> {
  await call.activities.run(
    { key, name, type: "tool-call", effect: "pure", renderMode: "thought", inputs, keepsFailure: true },
    async () => {
      throw new NodeFailure({ code: "node_failed", message: refusal });
    },
  );
}

function outcomeOf(end: ActivityEnd): ToolOutcome | null {
  if (end.status === "waiting") return null;
  if (end.status === "failed") return { ok: false, value: null, text: end.error.message, cost: 0 };
  const { value = null, text, cost, decision } = end.outputs;
  return {
    ok: decision === undefined,
    value,
    text: typeof text === "string" ? text : "",
    cost: typeof cost === "number" ? cost : 0,
  };
}

async function work(host: ToolHost, tool: OpenTool, args: JsonObject, activity: ActivityCall): Promise<ActivityResult> {
  const { context, terms } = host;
  const ended = readRunAnswer(activity.answer);
  if (ended) return resultOf(tool, args, toolAnswerOfRun(ended), activity);
  const verdict = readVerdict(activity.answer, tool, args);
  if (verdict && !verdict.call) {
    const { decision, message } = verdict;
    return { outputs: { value: null, text: message, decision }, content: message };
  }
  if (!verdict && needsApproval(tool, args)) {
    return { outputs: {}, wait: approvalWait(tool, args, terms, context.clock) };
  }
  if (verdict?.by) activity.note(`Approved by ${verdict.by}.`);
  const made = verdict?.arguments ?? args;
  const { path, attempt, idempotencyKey, signal, note } = activity;
  const { retry } = host.call.node.policy ?? {};
  const answer = await tryAgain({ retry, tool, clock: context.clock, signal, note }, (tried) =>
    context.callTool({
      tool: { id: tool.id, source: tool.source },
      arguments: made,
      path,
      attempt,
      retries: (host.call.retries ?? 0) + tried,
      idempotencyKey,
      signal,
      onNote: note,
    }),
  );
  if ("status" in answer) return { outputs: {}, wait: { kind: "run", runId: answer.runId } };
  const changed = verdict && JSON.stringify(verdict.arguments) !== JSON.stringify(args);
  return resultOf(tool, made, answer, activity, changed ? { arguments: made } : {});
}

/** The call as people who talk to an agent see it: with what, and what came of it, each at its beginning. */
function tell(args: JsonObject, text: string): string {
  const given = Object.keys(args).length === 0 ? "" : `${cutTold(JSON.stringify(args))}\n`;
  return `${given}→ ${cutTold(text)}`;
}

function cutTold(text: string): string {
  return text.length > longestTold ? `${text.slice(0, longestTold).toWellFormed()}…` : text;
}

function resultOf(
  tool: OpenTool,
  args: JsonObject,
  answer: ToolAnswer,
  activity: ActivityCall,
  more: JsonObject = {},
): ActivityResult {
  const { value, isError, detail, usage } = answer;
  if (isError) {
    if (detail !== undefined) activity.note(detail);
    const message = cutResult(answer.text.trim() === "" ? "The tool failed." : answer.text, longestFailure);
    throw new NodeFailure({ code: "node_failed", message }, usage ? { usage } : {});
  }
  const text = cutResult(answer.text, tool.maxOutputLength);
  const outputs = { value, text, ...costOf(usage), ...more };
  return { outputs, content: tell(args, text), ...(usage ? { usage } : {}) };
}

function costOf(usage: Usage | undefined): JsonObject {
  return usage?.cost ? { cost: usage.cost } : {};
}
