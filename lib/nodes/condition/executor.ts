// Looks at the cases in order and takes the way of the first that holds.

import { evaluateCases } from "../../expressions/conditions";
import type { Executor } from "../contract";
import { type ConditionConfig, elseHandle } from "./definition";

export const runCondition: Executor<ConditionConfig> = ({ config }) => {
  const branch = evaluateCases(config.cases) ?? elseHandle;
  const name = config.cases.find((one) => one.id === branch)?.name;
  return { outputs: { branch }, handles: [branch], ...(name ? { summary: name } : {}) };
};
