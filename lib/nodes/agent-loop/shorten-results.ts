// What a model gets to read of results of tools: each cut to the tool's limit, and of older ones only the beginning, so
// that a long loop does not outgrow the model's window. Pure.

import type { ModelMessage } from "../contract";

/** Characters that are left of an older result. */
const remainder = 400;

/** A text that is cut says how much of it there was. */
export function cutResult(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max).toWellFormed()}\n… (cut: the first ${max} of ${text.length} characters)`;
}

/** The messages with all but the last results shortened. */
export function shortenOldResults(messages: readonly ModelMessage[], keep: number): ModelMessage[] {
  let left = messages.filter((message) => message.role === "tool").length - keep;
  return messages.map((message) => {
    if (message.role !== "tool" || left-- <= 0 || message.content.length <= remainder * 2) return message;
    const start = message.content.slice(0, remainder).toWellFormed();
    return {
      ...message,
      content: `${start}\n… (an earlier result, shortened from ${message.content.length} characters)`,
    };
  });
}
