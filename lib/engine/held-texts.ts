// What speaking nodes have said and nobody has heard yet, at whatever level of containers it waits: one text for each
// path, so that a node that tries again can take its words back. Knows no order; that is told by who passes texts on.

import type { AnswerOrder, HeldText } from "./answer-order";

export class HeldTexts {
  private readonly waiting = new Map<string, HeldText>();
  private readonly tell: (text: HeldText) => void;

  /** `tell` hears each text whose turn has come at every level. */
  constructor(tell: (text: HeldText) => void) {
    this.tell = tell;
  }

  /** Says a piece of text from a place of an order; it waits behind what the same node has said before. */
  say(order: AnswerOrder, place: number, piece: HeldText): void {
    const known = this.waiting.get(piece.path);
    if (known) {
      known.attempt = piece.attempt;
      known.text += piece.text;
      return;
    }
    const text = { ...piece };
    this.waiting.set(text.path, text);
    order.say(place, text);
  }

  /** The turn of a text has come at every level. */
  told(text: HeldText): void {
    this.waiting.delete(text.path);
    if (text.text !== "") this.tell(text);
  }

  /** Whether something the node said has not been told yet. */
  isHeld(path: string): boolean {
    const known = this.waiting.get(path);
    return known !== undefined && known.text !== "";
  }

  /** Forgets what a node said and nobody heard: it says something else. */
  drop(path: string): void {
    const known = this.waiting.get(path);
    if (known) known.text = "";
  }
}
