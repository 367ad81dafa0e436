// Puts a call of a tool into the log of calls, whoever made it.

import type { Caller } from "../calls/call-record";
import { recordCall } from "../calls/record-call";
import { systemClock } from "../shared/clock";
import type { ToolCallRecord } from "./call-tool";

/** Makes what is told of every call of this caller. */
export function noteCallsOf(caller: Caller): (record: ToolCallRecord) => void {
  return ({ tool, call, status, statusCode, error, answer, latencyMs, requestBytes, responseBytes }) => {
    const method = tool.config.method;
    void recordCall({
      caller,
      kind: "tool",
      path: call.path,
      targetName: tool.displayName,
      toolId: tool.id,
      status,
      ...(statusCode === null ? {} : { statusCode }),
      ...(error ? { error } : {}),
      endedAt: systemClock.now(),
      ...{ latencyMs, requestBytes, responseBytes },
      retryCount: call.retries,
      ...(typeof method === "string" ? { method } : {}),
      // The template of the address, which names secrets and holds none.
      endpoint: String(tool.config.url ?? tool.config.path ?? tool.name).slice(0, 500),
      parameters: () => call.arguments,
      bodies: () => ({ request: call.arguments, response: answer?.value ?? null }),
      tags: [tool.kind],
    });
  };
}
