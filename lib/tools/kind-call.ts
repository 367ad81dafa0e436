// What calling a tool of one kind needs and gives. Knows no kind.

import type { Json, JsonObject } from "../shared/json";
import type { ToolRow } from "./tool-row";

export interface KindCall {
  tool: ToolRow;
  arguments: JsonObject;
  /** The same for every try of one call. */
  idempotencyKey: string;
  /** Ends the call in time, and when whoever asked leaves. */
  signal: AbortSignal;
  timeoutMs: number;
  onNote(line: string): void;
}

export interface KindAnswer {
  value: Json;
  /** For a model; the value as JSON where absent. */
  text?: string;
  isError?: boolean;
  detail?: string;
  /** What a call over HTTP came back with, for the log. */
  statusCode?: number;
}

/** Throws an AppError where the call fails, or the signal's reason. */
export type CallKind = (call: KindCall) => Promise<KindAnswer>;

/** Bytes of a tool's value. */
export const maxValueBytes = 16_777_216;
