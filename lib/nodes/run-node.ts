// Runs one start of a node by its type. Knows every executor and nothing of what a run is.

import type { NodeCall, NodeResult } from "../engine/ports";
import { AppError } from "../shared/errors";
import type { RunnableTypeName } from "./catalogue";
import type { Executor, NodeContext } from "./contract";
import { executors } from "./executors";

function isRunnable(type: string): type is RunnableTypeName {
  return Object.hasOwn(executors, type);
}

/** Runs a node whose config is checked and resolved. */
export async function runNode(call: NodeCall, context: NodeContext): Promise<NodeResult> {
  const { type } = call.node;
  if (!isRunnable(type)) throw new AppError("node_failed", `There is nothing that runs a node of the type ${type}.`);
  // Each executor takes the config of its own type, and the type's schema has checked it; the union can't tell.
  const execute = executors[type] as Executor<unknown>;
  return execute(call, context);
}
