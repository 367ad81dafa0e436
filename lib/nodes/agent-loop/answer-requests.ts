// Answers what a model asks for in one turn: calls the tools, several beside each other where that is wanted, and tells
// the model what it did wrong where a call can't be made. Nothing a model asks for can make it fail.

import { checkSchema, tellFaults } from "../../shared/check-schema";
import type { Json, JsonObject } from "../../shared/json";
import type { ModelMessage, OpenTool, ToolRequest } from "../contract";
import { callTool, refuseCall, type ToolHost } from "./call-tool";
import type { RepeatGuard } from "./guard-repeats";

/** Calls of one turn; what is asked for beyond them is answered with a refusal. */
const maxRequestsPerTurn = 16;
const longestName = 100;

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
  /** Nothing that was asked for could be called. */
  isRefused: boolean;
}

type Prepared = { request: ToolRequest } & (
  | { tool: OpenTool; arguments: JsonObject }
  | { refusal: string; title: string; isSurplus?: true; stuck?: true }
);

/** Makes the calls of one turn and gives the messages that answer them, in the order in which they were asked for. */
export async function answerRequests(host: ToolHost, asked: Requests): Promise<Answered> {
  const prepared = asked.requests.map((request, index) => prepare(asked, request, index));
  const stuck = prepared.find((one) => "stuck" in one);
  if (stuck) {
    return { messages: [], calls: [], cost: 0, isWaiting: false, stuckOn: stuck.request.name, isRefused: true };
  }
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
    // What comes after a call that waits begins when that is decided; what runs beside it settles.
    if (isWaiting && asked.parallel === 1) return false;
    const key = `${asked.keyPrefix}.call[${index + 1}]`;
    if ("refusal" in one) {
      if (!one.isSurplus) await refuseCall(host, key, one.title, givenOf(request), one.refusal);
      tell(one.refusal, true);
      return true;
    }
    const outcome = await callTool(host, key, one.tool, one.arguments);
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
  const isRefused = prepared.every((one) => "refusal" in one);
  return {
    messages: messages.filter(isThere),
    calls: calls.filter(isThere),
    cost,
    isWaiting,
    stuckOn: null,
    isRefused,
  };
}

/** What a model wanted to call with, as far as it can be read. */
const givenOf = ({ arguments: args, raw }: ToolRequest): JsonObject => args ?? (raw === undefined ? {} : { raw });

function prepare({ tools, guard }: Requests, request: ToolRequest, index: number): Prepared {
  const { name, arguments: args } = request;
  const tool = tools.find((one) => one.name === name);
  const title = tool?.title ?? cutName(name);
  const refuse = (refusal: string) => ({ request, title, refusal });
  if (index >= maxRequestsPerTurn) {
    const refusal = `Not called: at most ${maxRequestsPerTurn} calls are possible at once. Ask for fewer.`;
    return { ...refuse(refusal), isSurplus: true };
  }
  if (!tool) {
    const known = tools.map((one) => one.name).join(", ");
    return refuse(`There is no tool “${title}”. The tools are: ${known || "none"}.`);
  }
  // Wrong arguments again and again are a circle too.
  const repeat = guard.see(name, args ?? request.raw ?? null);
  if (repeat === "stuck") return { ...refuse(""), stuck: true };
  if (repeat === "reminded") {
    return refuse(
      "Not called: this tool was called with the same arguments twice before, and the results are above. Use them, or call it differently.",
    );
  }
  if (args === null) {
    return refuse("Not called: the arguments are no JSON object. Send one that fits the tool's schema.");
  }
  const faults = checkSchema(args, tool.inputSchema);
  if (faults.length > 0) return refuse(`Not called: the arguments do not fit. ${tellFaults(faults)}`);
  return { request, tool, arguments: args };
}

/** A name that a model made up may be of any length. */
function cutName(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName).toWellFormed()}…` : name;
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
