// Which runs a reader wants to see: as the page's address keeps it, as the search field shows it, as the endpoint asks
// it. Pure; loaded by the server's page too.

import { type RunStatus, runStatuses } from "@/lib/run-log/events";
import type { RunFilter } from "@/lib/runs/contract";
import { type RunTrigger, runTriggers } from "@/lib/shared/statuses";

export const spans = { hour: 3_600_000, day: 24 * 3_600_000, week: 7 * 24 * 3_600_000 } as const;
export type Span = keyof typeof spans;
export const spanNames = Object.keys(spans) as Span[];

export interface RunChoice {
  status: RunStatus | null;
  /** Ids. */
  agent: string | null;
  workflow: string | null;
  trigger: RunTrigger | null;
  /** Only runs that were given up. */
  dead: "true" | null;
  /** The last hour, day or week; null where it is between `from` and `to`, or any time. */
  time: Span | null;
  /** ISO times. */
  from: string | null;
  to: string | null;
}

export const everything: RunChoice = {
  status: null,
  agent: null,
  workflow: null,
  trigger: null,
  dead: null,
  time: null,
  from: null,
  to: null,
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is the id of a run, an agent or a workflow. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}

function timeOf(text: string | null): string | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Reads a choice from an address; what makes no sense there is left out. */
export function choiceOf(get: (name: string) => string | null): RunChoice {
  const id = (name: string) => {
    const text = get(name)?.toLowerCase() ?? "";
    return isId(text) ? text : null;
  };
  const time = oneOf(spanNames, get("time"));
  return {
    status: oneOf(runStatuses, get("status")),
    agent: id("agent"),
    workflow: id("workflow"),
    trigger: oneOf(runTriggers, get("trigger")),
    dead: oneOf(["true"] as const, get("dead")),
    time,
    from: time ? null : timeOf(get("from")),
    to: time ? null : timeOf(get("to")),
  };
}

/** What the endpoint is asked at a moment. Times are whole minutes, so that server and browser ask the same. */
export function filterOf(choice: RunChoice, now: number): RunFilter {
  const from = choice.time
    ? new Date(Math.floor((now - spans[choice.time]) / 60_000) * 60_000).toISOString()
    : choice.from;
  return {
    ...(choice.status ? { status: choice.status } : {}),
    ...(choice.agent ? { agentId: choice.agent } : {}),
    ...(choice.workflow ? { workflowId: choice.workflow } : {}),
    ...(choice.trigger ? { trigger: choice.trigger } : {}),
    ...(choice.dead ? { dead: choice.dead } : {}),
    ...(from ? { from } : {}),
    ...(choice.to ? { to: choice.to } : {}),
  };
}

/** Whether anything is chosen. */
export function isNarrowed(choice: RunChoice): boolean {
  return Object.values(choice).some((value) => value !== null);
}
