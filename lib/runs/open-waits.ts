// Which nodes of a run wait while this process executes it, and that each of them gets its answer once. What is stored
// of earlier waits of the same place is not taken for an answer to this one. Knows no storage.

import type { NodePaused } from "../run-log/events";
import type { RunState } from "../run-log/state";
import type { JsonObject } from "../shared/json";
import type { AnswerFeed } from "./answer-feed";
import type { WaitAnswer } from "./settle-waits";

type Deliver = (path: string, answer: JsonObject) => void;

interface OpenWait {
  kind: string;
  /** Null where the wait is of an earlier owner: then the place has no other. */
  id: string | null;
}

export class OpenWaits {
  /** Something of the run has waited once. */
  everWaited = false;
  /** It has waited for runs that it started. */
  everStartedRuns = false;
  private readonly places = new Map<string, OpenWait>();
  private readonly runId: string;
  private readonly feed: AnswerFeed;
  private deliver: Deliver | null = null;
  private leaveFeed: (() => void) | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(runId: string, state: RunState, feed: AnswerFeed) {
    this.runId = runId;
    this.feed = feed;
    for (const node of state.nodes.values()) {
      if (node.status === "paused" && node.wait && node.wait.kind !== "activities")
        this.remember(node.path, node.wait.kind, null);
    }
  }

  /** The node waits, and that is stored. */
  open(event: NodePaused, id: string): void {
    if (event.wait.kind === "activities") return;
    this.remember(event.path, event.wait.kind, id);
    this.follow();
    if ("until" in event.wait && event.wait.until !== null) this.lookIn(event.wait.until - event.at);
  }

  /** The node has its answer, or nobody waits for it any more. */
  close(path: string): void {
    this.places.delete(path);
    if (this.places.size === 0) this.leave();
  }

  /** From here on the engine takes answers. */
  deliverTo(deliver: Deliver): void {
    this.deliver = deliver;
    if (this.places.size > 0) this.follow();
  }

  /** The run is no longer executed here. */
  leave(): void {
    this.leaveFeed?.();
    this.leaveFeed = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private remember(path: string, kind: string, id: string | null): void {
    this.everWaited = true;
    if (kind === "run") this.everStartedRuns = true;
    this.places.set(path, { kind, id });
  }

  private follow(): void {
    if (!this.deliver || this.leaveFeed) return;
    this.leaveFeed = this.feed.follow({ runId: this.runId, deliver: (answer) => this.take(answer) });
  }

  private take({ path, kind, waitId, answer }: WaitAnswer): void {
    const wait = this.places.get(path);
    if (!wait || wait.kind !== kind || (wait.id !== null && wait.id !== waitId)) return;
    this.close(path);
    this.deliver?.(path, answer);
  }

  /** Whether the time has come is for the database to say; this only makes somebody ask. */
  private lookIn(ms: number): void {
    if (ms > 60_000) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.feed.look(this.runId), Math.max(0, ms) + 5);
    this.timer.unref();
  }
}
