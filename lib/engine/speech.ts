// What one try of a node has said: its text, its reasoning, the line shown for it, lines for the debugger. Keeps text
// storable, also where a stream cuts a character in two, and within a size. Knows neither events nor who listens.

import { storableText } from "../shared/json";

const maxSummary = 1_000;
const maxNotes = 1_000;
const maxNote = 4_000;

/** Cleans pieces of one stream of text; half a character waits for its other half. */
class Pieces {
  text = "";
  private half = "";

  add(delta: string): string {
    let whole = this.half + delta;
    this.half = "";
    const last = whole.charCodeAt(whole.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.half = whole.slice(-1);
      whole = whole.slice(0, -1);
    }
    const clean = storableText(whole);
    this.text += clean;
    return clean;
  }

  /** What is left when the stream has ended: the replacement of half a character, or nothing. */
  flush(): string {
    const rest = storableText(this.half);
    this.half = "";
    this.text += rest;
    return rest;
  }
}

export class Speech {
  readonly content = new Pieces();
  readonly thought = new Pieces();
  summary: string | null = null;
  /** Kept over tries: a debugger wants to see why the first one failed. */
  readonly notes: { at: number; message: string }[];

  constructor(notes: { at: number; message: string }[]) {
    this.notes = notes;
  }

  /** Characters said so far. */
  get size(): number {
    return this.content.text.length + this.thought.text.length;
  }

  /** Sets the line shown for the node; gives it as it is shown. */
  summarize(line: string): string {
    this.summary = storableText(line.slice(0, maxSummary));
    return this.summary;
  }

  /** Adds a line for the debugger; null where there are too many of them, which the last one says. */
  note(at: number, message: string): string | null {
    if (this.notes.length > maxNotes) return null;
    const line =
      this.notes.length === maxNotes ? "[Further lines were not kept.]" : storableText(message.slice(0, maxNote));
    this.notes.push({ at, message: line });
    return line;
  }
}
