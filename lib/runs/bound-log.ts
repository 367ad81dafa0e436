// Keeps what a log row says within a size, and says what is missing. What resuming computes with (inputs, outputs,
// variables) is never cut: that has limits of its own before it gets here.

import { storableText } from "../shared/json";

/** Characters of what a node said, or thought. */
const maxText = 1_048_576;
/** Characters of all lines for the debugger together. */
const maxNotes = 262_144;

export interface Note {
  at: number;
  message: string;
}

/** The beginning of a text, with a mark where something is missing. */
export function boundText(text: string): string {
  if (text.length <= maxText) return storableText(text);
  return `${storableText(text.slice(0, maxText))}\n[${text.length - maxText} more characters were not kept.]`;
}

/** The first lines, as far as there is room for them; the last one tells how many are missing. */
export function boundNotes(notes: readonly Note[]): Note[] {
  const kept: Note[] = [];
  let size = 0;
  for (const { at, message } of notes) {
    size += message.length;
    if (size > maxNotes) {
      kept.push({ at, message: `[${notes.length - kept.length} more lines were not kept.]` });
      break;
    }
    kept.push({ at, message: storableText(message) });
  }
  return kept;
}
