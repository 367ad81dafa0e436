// Of each group takes the first alternative that is there. A node that was skipped gives null, so the branch that ran
// wins.

import type { Json, JsonObject } from "../../shared/json";
import type { Executor } from "../contract";
import type { AggregateConfig } from "./definition";

export const runAggregate: Executor<AggregateConfig> = ({ config }) => {
  const outputs: JsonObject = {};
  for (const group of config.groups) {
    outputs[group.name] = group.values.find((value: Json) => value !== null) ?? null;
  }
  return { outputs };
};
