// Puts its question to the other agent.

import { textOf } from "../../expressions/values";
import { versionOf } from "../called-run-fields";
import { fieldFault } from "../clip-text";
import type { Executor } from "../contract";
import { runElsewhere } from "../run-elsewhere";
import type { AgentCallConfig } from "./definition";

export const runAgentCall: Executor<AgentCallConfig> = (call, context) => {
  const { agentId, query } = call.config;
  const asked = textOf(query, 0);
  if (asked.trim() === "") throw fieldFault("query", "The question is empty, so there is nothing to ask the agent.");
  const target = { agentId };
  return runElsewhere(call, { target, version: versionOf(call.config), inputs: call.inputs, query: asked }, context);
};
