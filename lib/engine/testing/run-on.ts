// Runs a graph to its end through all of its pauses: each time it pauses, it goes on in another process, from what is
// stored, with answers to what it waits for.

import type { Plan } from "../../graph/plan";
import type { RunEvent } from "../../run-log/events";
import type { RunState } from "../../run-log/state";
import { rowsToState, type StoredEvent } from "../../run-log/stored-rows";
import { rowsOf } from "../../run-log/testing/stored-events";
import type { JsonObject } from "../../shared/json";
import { type Observed, type Options, runDrawn } from "./run-drawn";

export interface RunOn extends Observed {
  /** How often it paused. */
  pauses: number;
}

/** Tells which of the waiting nodes are answered next; those left out wait on. */
export type Answering = (paths: readonly string[], round: number) => readonly string[];

const started = { type: "run.started" as const, at: 0, inputs: {} };

/** The rows without what storage need not keep, since it is found again from the rows of the containers. */
export function withoutRanks(rows: readonly StoredEvent[]): StoredEvent[] {
  return rows.map((row) => {
    const kept = { ...row };
    delete kept.outer;
    return kept;
  });
}

function storedState(rows: readonly StoredEvent[], last: RunEvent | undefined): RunState {
  return rowsToState({ started, paused: last?.type === "run.paused" ? last : null, ended: null }, withoutRanks(rows));
}

/** Runs a plan to its end from the rows that are stored so far. */
export async function runOn(
  plan: Plan,
  before: readonly StoredEvent[],
  options: Options & { answering?: Answering } = {},
): Promise<RunOn> {
  const { answering = (paths) => paths, ...others } = options;
  const rows = [...before];
  const events: RunEvent[] = [];
  const calls: Observed["calls"] = [];
  let streamed = "";
  for (let round = 0; ; round++) {
    if (round > 500) throw new Error("The run pauses for ever.");
    const state = storedState(rows, events.at(-1));
    const answers = answersTo(state, answering, round);
    const run = await runDrawn(plan, { ...others, state, start: { ...others.start, answers } });
    events.push(...run.events);
    calls.push(...run.calls);
    streamed += run.streamed;
    rows.push(...rowsOf(run.events));
    if (run.events.at(-1)?.type !== "run.paused") return { ...run, events, calls, streamed, pauses: round };
  }
}

function answersTo(state: RunState, answering: Answering, round: number): Map<string, JsonObject> {
  const waiting = [...state.nodes.values()].filter(
    ({ status, wait }) => status === "paused" && wait?.kind !== "activities",
  );
  const chosen = answering(
    waiting.map(({ path }) => path),
    round,
  );
  const answers = new Map<string, JsonObject>();
  for (const { path, wait } of waiting) {
    // Nodes of tests count their waits in the key.
    if (chosen.includes(path)) answers.set(path, { n: wait?.kind === "event" ? Number(wait.key) + 1 : 0 });
  }
  return answers;
}
