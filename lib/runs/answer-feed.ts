// Brings what ends waits to runs that are executed here, while another branch of theirs goes on: a notification says
// that there is something to read, and once a second it is read anyway, because notifications get lost with their
// connection. A run that nobody waits for costs nothing.

import type { Sql } from "postgres";
import { log } from "../log";
import { settleWaits, type WaitAnswer } from "./settle-waits";

const lookEveryMs = 1_000;

export interface WaitingRun {
  runId: string;
  /** Gets every answer of the run that is stored, also those it had before. */
  deliver(answer: WaitAnswer): void;
}

export interface AnswerFeed {
  /** Delivers answers of the run from now on; gives the way to leave. */
  follow(run: WaitingRun): () => void;
  /** Something may have happened for this run. */
  look(runId: string): void;
}

/** Makes the feed of a process on sessions of the system; whoever hears of a decision calls `look`. */
export function makeAnswerFeed(sql: () => Sql): AnswerFeed {
  const following = new Map<string, WaitingRun>();
  let due = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let busy = false;

  async function read(runs: WaitingRun[]): Promise<void> {
    // The mark on the lease stays, although it has been heeded: an answer may come just when the engine has nothing left
    // to do, and then the mark keeps the run from sleeping over it. It costs one look more.
    const answers = await settleWaits(
      sql(),
      runs.map((run) => run.runId),
    );
    for (const answer of answers) following.get(answer.runId)?.deliver(answer);
  }

  async function round(): Promise<void> {
    timer = null;
    if (busy) return;
    busy = true;
    while (due.size > 0) {
      const runs = [...due].flatMap((runId) => following.get(runId) ?? []);
      due = new Set();
      if (runs.length === 0) continue;
      await read(runs).catch((error) => log.warn({ err: error }, "answers of waiting runs could not be read"));
    }
    busy = false;
    schedule();
  }

  function schedule(): void {
    if (timer || busy || following.size === 0) return;
    timer = setTimeout(() => {
      due = new Set(following.keys());
      void round();
    }, lookEveryMs);
    timer.unref();
  }

  function look(runId: string): void {
    if (!following.has(runId)) return;
    due.add(runId);
    if (timer) clearTimeout(timer);
    timer = null;
    void round();
  }

  return {
    follow(run) {
      following.set(run.runId, run);
      look(run.runId);
      return () => {
        if (following.get(run.runId) === run) following.delete(run.runId);
      };
    },
    look,
  };
}
