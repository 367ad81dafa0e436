// What somebody who tests a run wants done differently: outputs that stand in for nodes, nodes before which it waits,
// inputs that take the place of resolved ones. Kept with the run, so that whoever goes on with it does the same.

import { z } from "zod";
import { isJsonObject, type JsonObject } from "../shared/json";

const byNode = z.record(z.string(), z.record(z.string(), z.json()));

const optionsSchema = z.object({
  /** Outputs of nodes that do not run, by their ids. */
  mocks: byNode.optional(),
  /** Ids of nodes before which the run waits until somebody lets it go on. */
  breakpoints: z.array(z.string()).optional(),
  /** Inputs that nodes outside of containers get in place of resolved ones, by their ids. */
  given: byNode.optional(),
});
export type RunOptions = z.infer<typeof optionsSchema>;

export const noOptions: RunOptions = {};

/** The options that are kept in a run's metadata; none where it has none. */
export function optionsOf(metadata: JsonObject | null): RunOptions {
  const kept = metadata?.options;
  if (!isJsonObject(kept)) return noOptions;
  return optionsSchema.parse(kept);
}

/** The metadata of a run with its options; null where there is nothing to keep. */
export function metadataOf(options: RunOptions, more: JsonObject = {}): JsonObject | null {
  const kept: JsonObject = {};
  const { mocks = {}, breakpoints = [], given = {} } = options;
  if (Object.keys(mocks).length > 0) kept.mocks = mocks;
  if (breakpoints.length > 0) kept.breakpoints = breakpoints;
  if (Object.keys(given).length > 0) kept.given = given;
  const metadata = { ...more, ...(Object.keys(kept).length > 0 ? { options: kept } : {}) };
  return Object.keys(metadata).length > 0 ? metadata : null;
}
