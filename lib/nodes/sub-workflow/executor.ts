// Hands its inputs on by their names; one called `query` is what the other run is asked.

import { textOf } from "../../expressions/values";
import { versionOf } from "../called-run-fields";
import type { Executor } from "../contract";
import { runElsewhere } from "../run-elsewhere";
import type { SubWorkflowConfig } from "./definition";

export const runSubWorkflow: Executor<SubWorkflowConfig> = (call, context) => {
  const { query, ...inputs } = call.inputs;
  const { workflowId } = call.config;
  const asked = query === undefined || query === null ? null : textOf(query, 0);
  return runElsewhere(call, { target: { workflowId }, version: versionOf(call.config), inputs, query: asked }, context);
};
