// Who may speak: the nodes of an answer speak one after another in plan order, whatever order they run in. What a
// later one says is held back until every earlier one has ended or died, and is told then. Knows no events.

import type { PlanNode } from "../graph/plan";

/** Text of one node that waits for its turn. */
export interface HeldText {
  path: string;
  attempt: number;
  text: string;
}

export class AnswerOrder {
  private readonly speakers: readonly PlanNode[];
  private readonly tell: (text: HeldText) => void;
  private readonly ended = new Set<PlanNode>();
  private readonly held = new Map<PlanNode, HeldText>();
  /** The first speaker that has not ended: it alone speaks at once. */
  private turn = 0;

  constructor(speakers: readonly PlanNode[], tell: (text: HeldText) => void) {
    this.speakers = speakers;
    this.tell = tell;
  }

  /**
   * Goes on from a stored log: those in `ended` have ended with what they said, or null. What was in its turn then has
   * been told; the rest is held.
   */
  restore(ended: ReadonlyMap<PlanNode, HeldText | null>): void {
    for (const [speaker, text] of ended) {
      this.ended.add(speaker);
      if (text) this.held.set(speaker, text);
    }
    for (let speaker = this.speakers[this.turn]; speaker && ended.has(speaker); speaker = this.speakers[this.turn]) {
      this.held.delete(speaker);
      this.turn += 1;
    }
  }

  /** Tells the text now where it is the node's turn, else when that comes. */
  say(speaker: PlanNode, text: HeldText): void {
    if (this.speakers[this.turn] === speaker) {
      this.tell(text);
      return;
    }
    const held = this.held.get(speaker);
    if (held) held.text += text.text;
    else this.held.set(speaker, { ...text });
  }

  /** Whether something the node said has not been told yet. */
  isHeld(speaker: PlanNode): boolean {
    return this.held.has(speaker);
  }

  /** Forgets what a node said and nobody heard: it tries again. */
  drop(speaker: PlanNode): void {
    this.held.delete(speaker);
  }

  /** A speaker has ended or died; those whose turn has come now are told. */
  end(speaker: PlanNode): void {
    this.ended.add(speaker);
    this.advance();
  }

  /** Nobody speaks any more: everything that is held is told, in order. */
  finish(): void {
    for (const speaker of this.speakers) this.release(speaker);
    this.turn = this.speakers.length;
  }

  private advance(): void {
    for (;;) {
      const speaker = this.speakers[this.turn];
      if (!speaker) return;
      this.release(speaker);
      if (!this.ended.has(speaker)) return;
      this.turn += 1;
    }
  }

  private release(speaker: PlanNode): void {
    const held = this.held.get(speaker);
    if (!held) return;
    this.held.delete(speaker);
    this.tell(held);
  }
}
