// Reads messages of the protocol from text. Pure.

import { type JSONRPCMessage, JSONRPCMessageSchema, type RequestId } from "@modelcontextprotocol/sdk/types.js";
import { badAnswer } from "./failures";

/** The messages in a text, one or a list; throws `tool_server_bad_answer` where it is none. */
export function readMessages(text: string): JSONRPCMessage[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badAnswer("The tool server sent what is not valid JSON.", cause);
  }
  return (Array.isArray(value) ? value : [value]).map((one) => {
    const message = JSONRPCMessageSchema.safeParse(one);
    if (!message.success) throw badAnswer("The tool server sent what is no message of the protocol.", message.error);
    return message.data;
  });
}

/** The id of a message that asks for an answer; null of others. */
export function requestIdOf(message: JSONRPCMessage): RequestId | null {
  return "method" in message && "id" in message ? message.id : null;
}

/** Whether a message answers the request with this id. */
export function isAnswerTo(message: JSONRPCMessage, id: RequestId): boolean {
  return !("method" in message) && "id" in message && String(message.id) === String(id);
}

/** The request that a message takes back; null where it takes none back. */
export function cancelledBy(message: JSONRPCMessage): RequestId | null {
  if (!("method" in message) || message.method !== "notifications/cancelled") return null;
  const id = message.params?.requestId;
  return typeof id === "string" || typeof id === "number" ? id : null;
}
