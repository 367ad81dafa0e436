// Does the operations in their order; a list that is not there is an empty one.

import { AppError } from "../../shared/errors";
import type { Executor } from "../contract";
import type { ListOperationsConfig } from "./definition";
import { operateOnList } from "./operations";

export const runListOperations: Executor<ListOperationsConfig> = ({ config }) => {
  const { items } = config;
  if (items !== null && !Array.isArray(items)) {
    const message = "The value is no list.";
    throw new AppError("node_failed", message, { details: [{ path: "config.items", code: "field_invalid", message }] });
  }
  const result = operateOnList(items ?? [], config.operations);
  const list = Array.isArray(result) ? result : [result];
  return { outputs: { result, first: list[0] ?? null, last: list.at(-1) ?? null, count: list.length } };
};
