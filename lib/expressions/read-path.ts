// The one way down into values: own properties and existing indexes, nothing that JavaScript adds to them.

import type { Json } from "../shared/json";
import type { Segment } from "./ast";

/** The value behind one key or index; undefined where there is none, also for `constructor` and its like. */
export function readKey(value: Json, key: Segment): Json | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) {
    if (typeof key !== "number" || !Number.isInteger(key)) return undefined;
    // A negative index counts from the end.
    return value[key < 0 ? value.length + key : key];
  }
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at the end of a path; undefined where the path leaves what is there. */
export function readPath(value: Json, segments: readonly Segment[]): Json | undefined {
  let current: Json | undefined = value;
  for (const segment of segments) {
    if (current === undefined) return undefined;
    current = readKey(current, segment);
  }
  return current;
}
