// Reads a loop's settings out of a node's config, and opens what it may call.

import type { NodeVoice } from "../../engine/ports";
import type { NodeContext, OpenTool } from "../contract";
import { parametersOf } from "../model-parameters";
import { type LoopConfig, loopDefaults } from "./loop-config";
import type { LoopPlan } from "./run-loop";
import { makeStopRule } from "./stop-rule";

/** Everything of a plan that the config says. */
export function planOfConfig(
  config: LoopConfig,
): Omit<LoopPlan, "keyPrefix" | "system" | "messages" | "tools" | "speaks"> {
  const isParallel = config.parallel ?? true;
  return {
    modelId: config.modelId ?? null,
    parameters: parametersOf(config),
    toolChoice: config.toolChoice ?? "auto",
    parallel: isParallel ? (config.maxParallel ?? loopDefaults.maxParallel) : 1,
    maxTurns: config.maxTurns ?? loopDefaults.maxTurns,
    onLimit: config.onLimit ?? "end",
    costLimit: config.costLimit ?? null,
    keepResults: config.keepResults ?? loopDefaults.keepResults,
    stop: makeStopRule(config.stopAfter ?? [], config.stopWhen ?? ""),
    terms: termsOf(config),
  };
}

/** Who approves calls, and how long they have. */
export function termsOf({
  approvers,
  approvalHours,
}: Pick<LoopConfig, "approvers" | "approvalHours">): LoopPlan["terms"] {
  return {
    assignees: { users: approvers?.users ?? [], roles: approvers?.roles ?? [] },
    hours: approvalHours ?? null,
  };
}

/** What a node may call; what can't be used is noted, and the work goes on without it. */
export async function openToolsOf(
  { tools = [], workflows = [] }: Pick<LoopConfig, "tools" | "workflows">,
  context: Pick<NodeContext, "openTools">,
  voice: Pick<NodeVoice, "note">,
): Promise<OpenTool[]> {
  if (tools.length + workflows.length === 0) return [];
  const opened = await context.openTools({ tools, workflows });
  for (const { message } of opened.problems) voice.note(message);
  return opened.tools;
}
