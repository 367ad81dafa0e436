// What stands in a text's braces, read once for all who ask about the same text while it is typed. Pure but for what it
// remembers.

import { type ReadPrompt, readPromptText } from "@/lib/prompts/prompt-variable-rules";

/** The text that is typed and the stored one that it is compared with. */
const most = 2;
const recent: { text: string; read: ReadPrompt }[] = [];

/** The same as reading it; the answer is shared, so nobody may change it. */
export function readOnce(text: string): Readonly<ReadPrompt> {
  const known = recent.find((one) => one.text === text);
  if (known) return known.read;
  const read = readPromptText(text);
  recent.unshift({ text, read });
  recent.length = Math.min(recent.length, most);
  return read;
}
