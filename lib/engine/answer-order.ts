// Who may speak: those who share an answer speak one after another by their places, whatever order they run in. What a
// later one says is held back until every earlier one has ended or died, and is passed on then. The nodes of one scope
// share such an order, and the turns of one container. Knows no events and no nodes.

/** Text of one node that waits for its turn. */
export interface HeldText {
  path: string;
  attempt: number;
  text: string;
}

export class AnswerOrder {
  private readonly passOn: (text: HeldText) => void;
  private readonly held = new Map<number, HeldText[]>();
  /** Places that have ended before their turn came. */
  private readonly ended = new Set<number>();
  /** The first place that has not ended: it, and those before it, speak at once. */
  private turn = 0;

  /** `passOn` hears each text when its turn has come. */
  constructor(passOn: (text: HeldText) => void) {
    this.passOn = passOn;
  }

  /** Passes the text on now where it is the turn of its place, else when that comes. */
  say(place: number, text: HeldText): void {
    if (place <= this.turn) {
      this.passOn(text);
      return;
    }
    const held = this.held.get(place);
    if (held) held.push(text);
    else this.held.set(place, [text]);
  }

  /** Whoever has this place has ended or died; those whose turn has come now are passed on. */
  end(place: number): void {
    if (place > this.turn) this.ended.add(place);
    if (place !== this.turn) return;
    do {
      this.turn += 1;
      this.release(this.turn);
    } while (this.ended.delete(this.turn));
  }

  /** Nobody speaks any more: everything that is held is passed on, in order. */
  finish(): void {
    for (const place of [...this.held.keys()].sort((a, b) => a - b)) this.release(place);
    this.turn = Number.POSITIVE_INFINITY;
  }

  private release(place: number): void {
    const held = this.held.get(place);
    if (!held) return;
    this.held.delete(place);
    for (const text of held) this.passOn(text);
  }
}
