// Takes the way of the first branch with the same value, as the comparison `is` of conditions understands it.

import { compare } from "../../expressions/conditions";
import type { Executor } from "../contract";
import { defaultHandle, type SwitchConfig } from "./definition";

export const runSwitch: Executor<SwitchConfig> = ({ config }) => {
  const { value } = config;
  const taken = config.branches.find((branch) => compare(value, "is", branch.value));
  const branch = taken?.id ?? defaultHandle;
  return { outputs: { value, branch }, handles: [branch], ...(taken?.name ? { summary: taken.name } : {}) };
};
