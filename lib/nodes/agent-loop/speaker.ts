// Says the texts of a loop's turns with an empty line between them, whether they come as they are written or are said
// again after the loop went on.

import type { NodeVoice } from "../../engine/ports";

export class Speaker {
  private said = "";
  private pending = false;

  constructor(private readonly voice: Pick<NodeVoice, "text">) {}

  /** Begins another text. */
  begin(): void {
    this.pending = this.said.trim() !== "";
  }

  say(delta: string): void {
    if (delta === "") return;
    const whole = this.pending && !this.said.endsWith("\n\n") ? `\n\n${delta}` : delta;
    this.pending = false;
    this.said += whole;
    this.voice.text(whole);
  }

  get text(): string {
    return this.said;
  }
}
