// Answers what a model asks for in one turn: calls the tools, several beside each other where that is wanted, and tells
// the model what it did wrong where a call can't be made. Nothing a model asks for can make it fail.

import { checkSchema, tellFaults } from "../../shared/check-schema";
import type { Json, JsonObject } from "../../shared/json";
import type { ModelMessage, OpenTool, ToolRequest } from "../contract";
import { callTool, type ToolHost } from "./call-tool";
import type { RepeatGuard } from "./guard-repeats";

/** Calls of one turn; what is asked for beyond them is answered with a refusal. */
const maxRequestsPerTurn = 16;

export interface Requests {
  /** Before the keys of its activities, such as `turn[1]`. */
  keyPrefix: string;
  requests: readonly ToolRequest[];
  tools: readonly OpenTool[];
  guard: RepeatGuard;
  /** How many run at a time. */
  parallel: number;
}

export interface MadeCall {
  tool: OpenTool;
  arguments: JsonObject;
  ok: boolean;
  value: Json;
  text: string;
}

export interface Answered {
  messages: ModelMessage[];
  calls: MadeCall[];
  cost: number;
  /** A call waits: neither messages nor calls are whole. */
  isWaiting: boolean;
  /** The tool that was called with the same arguments once more after it had been told. */
  stuckOn: string | null;
}

type Prepared = { request: ToolRequest } & (
  | { tool: OpenTool; arguments: JsonObject }
  | { refusal: string; stuck?: true }
);

/** Makes the calls of one turn and gives the messages that answer them, in the order in which they were asked for. */
export async function answerRequests(host: ToolHost, asked: Requests): Promise<Answered> {
  const prepared = asked.requests.map((request, index) => prepare(asked, request, index));
  const stuck = prepared.find((one) => "stuck" in one);
  if (stuck) return { messages: [], calls: [], cost: 0, isWaiting: false, stuckOn: stuck.request.name };
  const messages: (ModelMessage | undefined)[] = [];
  const calls: (MadeCall | undefined)[] = [];
  let cost = 0;
  let isWaiting = false;
  await inParallel(prepared, asked.parallel, async (one, index) => {
    const { request } = one;
    const tell = (content: string, isError: boolean) => {
      messages[index] = {
        role: "tool",
        requestId: request.id,
        name: request.name,
        content,
        ...(isError ? { isError } : {}),
      };
    };
    if ("refusal" in one) {
      tell(one.refusal, true);
      return true;
    }
    // What comes after a call that waits begins when that is decided; what runs beside it settles.
    if (isWaiting && asked.parallel === 1) return false;
    const outcome = await callTool(host, `${asked.keyPrefix}.call[${index + 1}]`, one.tool, one.arguments);
    if (!outcome) {
      isWaiting = true;
      return true;
    }
    cost += outcome.cost;
    tell(outcome.text, !outcome.ok);
    calls[index] = {
      tool: one.tool,
      arguments: one.arguments,
      ok: outcome.ok,
      value: outcome.value,
      text: outcome.text,
    };
    return true;
  });
  const isThere = <T>(one: T | undefined): one is T => one !== undefined;
  return { messages: messages.filter(isThere), calls: calls.filter(isThere), cost, isWaiting, stuckOn: null };
}

function prepare({ tools, guard }: Requests, request: ToolRequest, index: number): Prepared {
  const { name, arguments: args } = request;
  if (index >= maxRequestsPerTurn) {
    return { request, refusal: `Not called: at most ${maxRequestsPerTurn} calls are possible at once. Ask for fewer.` };
  }
  const tool = tools.find((one) => one.name === name);
  if (!tool) {
    const known = tools.map((one) => one.name).join(", ");
    return { request, refusal: `There is no tool “${name.slice(0, 200)}”. The tools are: ${known || "none"}.` };
  }
  // Wrong arguments again and again are a circle too.
  const repeat = guard.see(name, args ?? request.raw ?? null);
  if (repeat === "stuck") return { request, refusal: "", stuck: true };
  if (repeat === "reminded") {
    const refusal =
      "Not called: this tool was called with the same arguments twice before, and the results are above. Use them, or call it differently.";
    return { request, refusal };
  }
  if (args === null) {
    return { request, refusal: "Not called: the arguments are no JSON object. Send one that fits the tool's schema." };
  }
  const faults = checkSchema(args, tool.inputSchema);
  if (faults.length > 0) return { request, refusal: `Not called: the arguments do not fit. ${tellFaults(faults)}` };
  return { request, tool, arguments: args };
}

/** Works a list off, so many at a time, in its order; ends early where the work says so. */
async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<boolean>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item === undefined || !(await work(item, index))) return;
    }
  };
  // Each lane's own failure is kept until the others have settled: an activity must not be left running.
  const ends = await Promise.allSettled(Array.from({ length: Math.max(1, limit) }, lane));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
