// What goes wrong with a tool server, as our own failures: sentences that may be shown and told to a model. What the
// server itself wrote stays in the cause. Pure.

import { McpError } from "@modelcontextprotocol/sdk/types.js";
import { AppError } from "../shared/errors";
import { maxMessageBytes } from "./limits";

/** The server's session is over; what was sent was not done. */
export class SessionOver extends Error {
  override readonly name = "SessionOver";
}

/** A status that says that something else lives at this address, or that it is spoken to in another way. */
export class NotSpoken extends Error {
  override readonly name = "NotSpoken";
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function badAnswer(message: string, cause?: unknown): AppError {
  return new AppError("tool_server_bad_answer", message, cause === undefined ? {} : { cause });
}

export function tooLarge(): AppError {
  const megabytes = Math.round(maxMessageBytes / 1_048_576);
  return new AppError("response_too_large", `The tool server sent more than ${megabytes} MB in one message.`, {
    params: { host: "tool server", maxBytes: maxMessageBytes },
  });
}

export function unauthorized(): AppError {
  return new AppError("tool_server_unauthorized", "The tool server does not accept the credentials it was given.");
}

export function serverFailed(message: string, cause?: unknown): AppError {
  return new AppError("tool_server_failed", message, cause === undefined ? {} : { cause });
}

export function tooSlow(timeoutMs: number, note: string | null): AppError {
  const seconds = Math.round(timeoutMs / 100) / 10;
  const message = `The tool server did not answer within ${seconds} s.${note ? ` ${note}` : ""}`;
  return new AppError("request_timeout", message, { params: { host: "tool server", timeoutMs } });
}

/** The failure as ours; the caller's own abort passes as it is. */
export function mcpFailure(error: unknown, timeoutMs: number, note: string | null): unknown {
  if (error instanceof AppError || error instanceof SessionOver) return error;
  if (error instanceof NotSpoken) return badAnswer(error.message, error);
  // By their numbers: the protocol's words for its own codes vary between releases.
  if (error instanceof McpError && error.code === -32001) return tooSlow(timeoutMs, note);
  if (error instanceof McpError && error.code === -32000) return serverFailed(note ?? "The connection was closed.");
  if (error instanceof McpError) {
    return new AppError("tool_server_refused", `The tool server refused: ${plainWords(error.message)}`, {
      cause: error,
    });
  }
  if (error instanceof Error && error.name === "ZodError") {
    return badAnswer("The tool server sent what does not fit the protocol.", error);
  }
  return error;
}

/** A server's sentence without the library's prefix, in one line and not too long. */
function plainWords(message: string): string {
  return message
    .replace(/^MCP error -?\d+: /, "")
    .replace(/\s+/g, " ")
    .slice(0, 500);
}
