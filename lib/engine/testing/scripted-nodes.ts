// Stands in for the executors of nodes in tests: what a node does is written in its config, so that a drawing tells the
// whole story. Speaks the same contract as the real thing.
//
//     takes=50         sleeps that long, and stops when it is told to
//     deaf=true        does not stop when it is told to
//     fails=2          fails its first tries, before it has waited; `always` fails every one
//     code=http_status with this code
//     says="a|b"       streams these pieces
//     thinks="a|b"     streams these thoughts
//     gives={...}      its outputs, beside `text`: its id
//     take=case_2      the way it takes
//     sets={...}       the graph variables it sets
//     turns=2          works in so many turns of activities: it asks, then calls `calls` things at once, of which every
//                      third fails and every one divided by `asks` waits for a message first
//     refused=1        asking fails in this turn
//     waits=2          waits so often before it goes on; `got` of its outputs is its last answer

import { type ErrorCode, isErrorCode } from "../../shared/errors";
import { isJsonObject, type Json } from "../../shared/json";
import { type NodeCall, NodeFailure, type NodeResult } from "../ports";
import type { VirtualClock } from "./virtual-clock";

export type Script = (call: NodeCall, clock: VirtualClock, tried: number) => Promise<NodeResult>;

/** Does what the node's config says; `tried` counts its tries from 1. */
export const obey: Script = async (call, clock, tried) => {
  const { config, voice } = call;
  for (const thought of pieces(config.thinks)) voice.thought(thought);
  const texts = pieces(config.says);
  const nap = Math.ceil(Number(config.takes ?? 0) / Math.max(1, texts.length));
  for (const text of texts.length > 0 ? texts : [""]) {
    voice.text(text);
    if (nap > 0) await clock.sleep(nap, config.deaf ? undefined : call.signal);
  }
  const { turns, isWaiting } = await takeTurns(call, clock);
  if (isWaiting) return { outputs: {}, wait: { kind: "activities" } };
  const fails = config.fails === "always" ? Number.POSITIVE_INFINITY : Number(config.fails ?? 0);
  if (tried <= fails && !call.answer) {
    const code: ErrorCode = typeof config.code === "string" && isErrorCode(config.code) ? config.code : "node_failed";
    throw new NodeFailure({ code, message: `${call.node.id} failed`, retryable: config.retryable !== false });
  }
  const waited = Number(call.answer?.n ?? 0);
  if (waited < Number(config.waits ?? 0))
    return { outputs: {}, wait: { kind: "event", key: `${waited}`, until: null } };
  const gives = isJsonObject(config.gives) ? config.gives : {};
  const result: NodeResult = { outputs: { text: call.node.id, ...call.inputs, ...gives } };
  if (turns.length > 0) result.outputs.turns = turns;
  else if (call.answer) result.outputs.got = call.answer;
  if (typeof config.take === "string") result.handles = [config.take];
  if (isJsonObject(config.sets)) result.writes = config.sets;
  return result;
};

/** Works in turns, as a node that asks and calls does. */
async function takeTurns(call: NodeCall, clock: VirtualClock): Promise<{ turns: Json[]; isWaiting: boolean }> {
  const { config, activities, voice } = call;
  const turns: Json[] = [];
  for (let turn = 0; turn < Number(config.turns ?? 0); turn++) {
    const place = `turn[${turn}]`;
    const asked = await activities.run(activityOf(`${place}.ask`, "read"), async ({ signal }) => {
      await clock.sleep(2, signal);
      if (config.refused === turn) throw new NodeFailure({ code: "node_failed", message: "refused", retryable: true });
      return { outputs: { turn }, content: `[${turn}]`, usage: { ...noUsage, promptTokens: 3 } };
    });
    if (asked.status === "failed") throw new NodeFailure(asked.error);
    if (asked.status === "waiting") return { turns, isWaiting: true };
    voice.text(asked.content);
    const called = await Promise.all(
      Array.from({ length: Number(config.calls ?? 0) }, (_, i) =>
        activities.run({ ...activityOf(`${place}.call[${i}]`, "write"), keepsFailure: true }, async (one) => {
          await clock.sleep(1 + i, one.signal);
          if (i % 3 === 2) throw new NodeFailure({ code: "node_failed", message: "no luck" });
          const asks = Number(config.asks ?? 0);
          if (asks > 0 && (turn + i) % asks === 0 && !one.answer) {
            return { outputs: {}, wait: { kind: "event", key: "0", until: null } };
          }
          return { outputs: { called: one.path, got: one.answer ?? null } };
        }),
      ),
    );
    if (called.some((end) => end.status === "waiting")) return { turns, isWaiting: true };
    turns.push(called.map((end) => (end.status === "succeeded" ? end.outputs : end.status)));
  }
  return { turns, isWaiting: false };
}

const noUsage = { promptTokens: 0, completionTokens: 0, cost: null, currency: null };

function activityOf(key: string, effect: "read" | "write") {
  return { key, name: key, type: "call", effect, renderMode: "thought" as const, inputs: { key } };
}

function pieces(value: Json | undefined): string[] {
  return typeof value === "string" ? value.split("|") : [];
}
