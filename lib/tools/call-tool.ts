// Calls one tool by its row, whatever kind it is of, within its time, and makes of every way to fail an answer that a
// model may read. Server only.

import { and, eq } from "drizzle-orm";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import type { ToolAnswer, ToolCall } from "../nodes/contract";
import { systemClock } from "../shared/clock";
import { AppError, toAppError } from "../shared/errors";
import { safeSentence } from "../shared/safe-words";
import type { toolKinds } from "../shared/statuses";
import { callMcpTool } from "../tool-servers/call-mcp-tool";
import { callBuiltin } from "./call-builtin";
import { callCode } from "./call-code";
import { callHttp } from "./call-http";
import { callOperation } from "./call-operation";
import { transientOfFailure, transientOfStatus } from "./find-transient";
import { type CallKind, type KindAnswer, maxValueBytes } from "./kind-call";
import { noteUse } from "./note-use";
import { findProblem, type ToolRow } from "./tool-row";

/** What a call came to, for the log of calls. */
export interface ToolCallRecord {
  tool: ToolRow;
  call: Pick<ToolCall, "arguments" | "path" | "retries">;
  status: "success" | "error" | "timeout" | "cancelled";
  statusCode: number | null;
  latencyMs: number;
  requestBytes: number;
  responseBytes: number;
  error: { code: string; message: string } | null;
  answer: ToolAnswer | null;
}

export interface ToolCaller {
  workspaceId: string;
  /** Whose own drafts of tools may be called too; null = nobody's. */
  draftsOf: string | null;
  /** Told of every call when it has ended. */
  onEnd?(record: ToolCallRecord): void;
}

const kinds: Readonly<Record<(typeof toolKinds)[number], CallKind>> = {
  http: callHttp,
  openapi: callOperation,
  code: callCode,
  builtin: callBuiltin,
  mcp: callMcpTool,
};

/** Reads the tool of a call anew: what was approved when the node began may be no more. */
export async function loadTool(caller: ToolCaller, toolId: string): Promise<ToolRow> {
  const [row] = await withWorkspace(caller.workspaceId, (tx) =>
    tx
      .select()
      .from(tools)
      .where(and(eq(tools.workspaceId, caller.workspaceId), eq(tools.id, toolId))),
  );
  if (!row) throw new AppError("not_found", "The tool does not exist any more.");
  return row;
}

/** Calls a tool of the workspace; throws only the signal's reason. */
export async function callTool(caller: ToolCaller, tool: ToolRow, call: ToolCall): Promise<ToolAnswer> {
  const startedAt = systemClock.monotonic();
  const limit = timeLimit(tool, call.signal);
  const end = (record: Pick<ToolCallRecord, "status" | "statusCode" | "error" | "answer">) => {
    noteUse(tool.id, record.error?.message ?? null);
    caller.onEnd?.({
      tool,
      call,
      ...record,
      latencyMs: Math.round(systemClock.monotonic() - startedAt),
      requestBytes: Buffer.byteLength(JSON.stringify(call.arguments)),
      responseBytes: Buffer.byteLength(record.answer?.text ?? ""),
    });
  };
  try {
    const problem = findProblem(tool, caller.draftsOf);
    if (problem !== null) throw new AppError("node_failed", problem);
    const { arguments: input, idempotencyKey } = call;
    const onNote = (line: string) => call.onNote(line.slice(0, 2_000));
    const { timeoutMs } = tool;
    const given = await limit.race(
      kinds[tool.kind]({ tool, arguments: input, idempotencyKey, signal: limit.signal, timeoutMs, onNote }),
    );
    const answer = answerOf(given);
    const error = answer.isError ? { code: "node_failed", message: answer.text } : null;
    end({ status: answer.isError ? "error" : "success", statusCode: given.statusCode ?? null, error, answer });
    return answer;
  } catch (thrown) {
    if (call.signal.aborted) {
      end({ status: "cancelled", statusCode: null, error: null, answer: null });
      throw call.signal.reason;
    }
    const failure = toAppError(thrown);
    const answer: ToolAnswer = {
      value: null,
      text: safeSentence(failure),
      isError: true,
      detail: detailOf(failure),
      ...transientOfFailure(failure),
    };
    const isLate = failure.code === "request_timeout" || failure.code === "code_timeout";
    const error = { code: failure.code, message: failure.message };
    end({ status: isLate ? "timeout" : "error", statusCode: null, error, answer });
    return answer;
  } finally {
    limit.stop();
  }
}

/** Ends a call in time even where what it waits for does not listen to the signal. */
function timeLimit(tool: ToolRow, signal: AbortSignal) {
  const limit = new AbortController();
  const stopping = Promise.withResolvers<never>();
  stopping.promise.catch(() => {});
  const stop = (reason: unknown) => {
    limit.abort(reason);
    stopping.reject(reason);
  };
  const leave = () => stop(signal.reason);
  const late = () =>
    stop(
      new AppError("request_timeout", `${tool.displayName} did not answer within ${tool.timeoutMs} ms.`, {
        params: { host: tool.displayName, timeoutMs: tool.timeoutMs },
      }),
    );
  const timer = setTimeout(late, tool.timeoutMs);
  if (signal.aborted) leave();
  else signal.addEventListener("abort", leave, { once: true });
  return {
    signal: limit.signal,
    race: <T>(work: Promise<T>): Promise<T> => Promise.race([work, stopping.promise]),
    stop() {
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
    },
  };
}

function answerOf(given: KindAnswer): ToolAnswer {
  const json = JSON.stringify(given.value);
  if (json.length > maxValueBytes || Buffer.byteLength(json) > maxValueBytes) {
    throw new AppError("output_too_large", `The tool gave more than ${maxValueBytes} bytes.`, {
      params: { maxBytes: maxValueBytes },
    });
  }
  const text = given.text ?? (typeof given.value === "string" ? given.value : json);
  return {
    value: given.value,
    text,
    isError: given.isError === true,
    ...(given.detail === undefined ? {} : { detail: given.detail }),
    ...(given.isError ? transientOfStatus(given.statusCode) : {}),
  };
}

function detailOf(failure: AppError): string {
  const params = Object.entries(failure.params).map(([name, value]) => `${name}: ${value}`);
  const cause = failure.code === "internal" && failure.cause instanceof Error ? [failure.cause.message] : [];
  return [`${failure.code}: ${failure.message}`, ...params, ...cause].join("\n");
}
