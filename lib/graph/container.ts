// What a container's config says about its turns, under keys that are the same for every node type that is one. The
// forms draw these keys, the engine runs them; validation sees them through the contents of the node type.

import type { Json, JsonObject } from "../shared/json";

export const containerLimits = { maxTurns: 10_000, parallel: 100, items: 100_000 } as const;
export const containerDefaults = { maxTurns: 10, parallel: 1, onError: "stop" } as const;
export const turnErrorModes = ["stop", "skip", "collect"] as const;
export type TurnErrorMode = (typeof turnErrorModes)[number];

/** The input of an iteration that holds the list it works off. */
export const itemsInput = "items";

/** A container's config, read without trust: whatever does not fit is the default. */
export interface ContainerConfig {
  /** Key `condition`: an expression, asked before each turn of a loop. */
  condition: string | null;
  /** Key `next`: rows of the name of a loop variable (an input of the loop) and the template of its new value. */
  next: { name: string; value: Json }[];
  /** Key `output`: the template of what a turn of an iteration gives. */
  output: Json;
  maxTurns: number;
  parallel: number;
  onError: TurnErrorMode;
}

/** Reads the keys of a container's config. */
export function readContainer(config: JsonObject): ContainerConfig {
  const { condition, next, output, maxTurns, parallel, onError } = config;
  const { maxTurns: turns, parallel: beside } = containerLimits;
  return {
    condition: typeof condition === "string" && condition.trim() !== "" ? condition : null,
    next: Array.isArray(next) ? next.flatMap(rowOf) : [],
    output: output ?? null,
    maxTurns: whole(maxTurns, turns) ?? containerDefaults.maxTurns,
    parallel: whole(parallel, beside) ?? containerDefaults.parallel,
    onError: turnErrorModes.find((mode) => mode === onError) ?? containerDefaults.onError,
  };
}

function rowOf(row: Json): { name: string; value: Json }[] {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return [];
  return typeof row.name === "string" && row.name !== "" ? [{ name: row.name, value: row.value ?? null }] : [];
}

function whole(value: Json | undefined, max: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 ? Math.min(value, max) : null;
}
