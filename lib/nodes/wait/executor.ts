// Says what it waits for, and when it is run again tells how that went.

import type { NodeCall, NodeResult } from "../../engine/ports";
import { textOf } from "../../expressions/values";
import type { Wait } from "../../run-log/events";
import { fieldFault, textWithin } from "../clip-text";
import type { Executor } from "../contract";
import { longestWaitMs, unitMs, type WaitConfig, waitDefaults } from "./definition";
import { parseMoment } from "./parse-moment";

const longestKey = 500;

function momentOf(config: WaitConfig, now: number): number {
  if ((config.mode ?? waitDefaults.mode) === "duration") {
    const { amount = waitDefaults.amount, unit = waitDefaults.unit } = config;
    return now + Math.round(amount * unitMs[unit]);
  }
  const until = parseMoment(config.until ?? null);
  if (until === null) {
    const shown = textOf(config.until ?? null, 0).slice(0, 100);
    throw fieldFault(
      "until",
      `“${shown}” is not a time. Write it like 2027-01-31T09:00:00Z, or as milliseconds since 1970.`,
    );
  }
  if (until - now > longestWaitMs) {
    throw fieldFault("until", `${new Date(until).toISOString()} is more than a year away, longer than a run can wait.`);
  }
  return until;
}

function eventOf({ key, timeLimitHours }: WaitConfig, now: number): Wait {
  const name = textWithin(key, "key", longestKey).trim();
  if (name === "") throw fieldFault("key", "The key that a message has to name is empty.");
  return {
    kind: "event",
    key: name,
    until: timeLimitHours === undefined ? null : now + Math.round(timeLimitHours * unitMs.hours),
  };
}

function ended(call: Pick<NodeCall, "answer" | "startedAt">, now: number): NodeResult {
  const waited = { waited_ms: Math.max(0, now - call.startedAt) };
  if (call.answer?.kind !== "event") return { outputs: waited };
  const { status, data = null } = call.answer;
  const isReceived = status === "received";
  return { outputs: { data: isReceived ? data : null, ...waited }, handles: [isReceived ? "received" : "timeout"] };
}

export const runWait: Executor<WaitConfig> = (call, { clock }) => {
  const { config, answer } = call;
  const now = clock.now();
  const kind = config.mode === "event" ? "event" : "time";
  // An answer of another kind let the node start, such as that of a breakpoint before it.
  if (answer?.kind === kind) return ended(call, now);
  if (kind === "event") return { outputs: {}, wait: eventOf(config, now) };
  const until = momentOf(config, now);
  return until <= now ? { outputs: { waited_ms: 0 } } : { outputs: {}, wait: { kind: "time", until } };
};
