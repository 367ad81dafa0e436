// A run that somebody is about to start, outside of any conversation. Knows neither its log nor who executes it.

import type { Scope } from "../auth/scope";
import { newId } from "../shared/ids";
import type { JsonObject } from "../shared/json";
import type { RunOptions } from "./run-options";
import type { RunSpec } from "./run-spec";
import type { Runnable } from "./runnable";

interface Given {
  inputs: JsonObject;
  query: string | null;
  options?: RunOptions;
}

/** What executing a new run needs to know. */
export function newSpec(
  scope: Scope,
  { workflowId, agentId, plan, versionId }: Pick<Runnable, "workflowId" | "agentId" | "plan" | "versionId">,
  { inputs, query, options }: Given,
): RunSpec {
  return {
    id: newId(),
    workspaceId: scope.workspaceId,
    workflowId,
    agentId,
    conversationId: null,
    previousRunId: null,
    userId: scope.userId,
    isTest: versionId === null,
    trigger: scope.apiKeyId ? "api" : "manual",
    query,
    inputs,
    createdAt: new Date(),
    runCount: 0,
    vars: {},
    plan,
    ...(options ? { options } : {}),
  };
}
