// Which tool the built-in provider calls: the one that a question names, once, with the JSON that stands behind its name
// or arguments made from the question; so that tools can be tried before a model is connected. And what it says of
// their results. Pure.

import type { ModelCall, ModelMessage, ToolRequest } from "../../nodes/contract";
import { isJsonObject, type JsonObject } from "../../shared/json";
import { fillSchema } from "./fill-schema";

type Call = Pick<ModelCall, "messages" | "tools" | "toolChoice" | "system">;

const plain = (text: string) => text.toLowerCase().replaceAll(/[_\-\s]+/g, " ");

/** The calls for the tools that the question names; nothing once there are results, or where no tool may be used. */
export function chooseCalls({ messages, tools = [], toolChoice }: Call): ToolRequest[] {
  if (toolChoice === "none" || resultsOf(messages).length > 0) return [];
  const question = messages.findLast(({ role }) => role === "user")?.content ?? "";
  const named = tools.filter(({ name }) => plain(question).includes(plain(name)));
  const chosen = named.length === 0 && toolChoice === "required" ? tools.slice(0, 1) : named;
  return chosen.map(({ name, inputSchema }, index) => ({
    id: `call_${messages.length}_${index + 1}`,
    name,
    arguments: argumentsIn(question, name) ?? argumentsFor(inputSchema, question),
  }));
}

/** Results of tools since the last question. */
export function resultsOf(messages: readonly ModelMessage[]): { name: string; content: string }[] {
  const from = messages.findLastIndex(({ role }) => role === "user");
  return messages.slice(from + 1).flatMap((message) => (message.role === "tool" ? [message] : []));
}

/** The object that stands behind the name of a tool, such as `refund {"amount": 7}`. */
function argumentsIn(question: string, name: string): JsonObject | null {
  const at = question.toLowerCase().indexOf(name.toLowerCase());
  const open = at === -1 ? -1 : question.indexOf("{", at);
  if (open === -1) return null;
  for (let end = question.indexOf("}", open); end !== -1; end = question.indexOf("}", end + 1)) {
    try {
      const read: unknown = JSON.parse(question.slice(open, end + 1));
      return isJsonObject(read) ? read : null;
    } catch {
      // A brace of something inside.
    }
  }
  return null;
}

function argumentsFor(schema: JsonObject, question: string): JsonObject {
  const filled = fillSchema({ ...schema, type: "object" }, question);
  return isJsonObject(filled) ? filled : {};
}
