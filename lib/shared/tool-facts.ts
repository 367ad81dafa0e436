// What is known of a tool wherever it comes from: its words, its schema and its hints. Pure, loaded by the browser.

import type { JsonObject } from "./json";

/** Hints as the Model Context Protocol has them; absent = not known. */
export interface ToolAnnotations {
  title?: string;
  readOnlyHint?: boolean;
  destructiveHint?: boolean;
  idempotentHint?: boolean;
  openWorldHint?: boolean;
}

/** What a server tells of a tool, and what is approved of it. */
export interface ToolFacts {
  name: string;
  description: string;
  inputSchema: JsonObject;
  annotations: ToolAnnotations;
}

/** Whether calling it may change something: everything may that does not say otherwise. */
export function effectOf({ readOnlyHint }: ToolAnnotations): "read" | "write" {
  return readOnlyHint === true ? "read" : "write";
}

/** Whether calling it twice with the same arguments does no more than calling it once. */
export function isIdempotent({ readOnlyHint, idempotentHint }: ToolAnnotations): boolean {
  return readOnlyHint === true || idempotentHint === true;
}

/** Whether calling it may destroy something, as the protocol reads absent hints. */
export function isDestructive({ readOnlyHint, destructiveHint }: ToolAnnotations): boolean {
  return readOnlyHint !== true && destructiveHint !== false;
}
