// Everything that executing a run needs to know of it, the same at its start and when another process resumes it.

import type { Caller } from "../calls/call-record";
import type { Plan } from "../graph/plan";
import type { Json, JsonObject } from "../shared/json";
import type { RunTrigger, runKinds } from "../shared/statuses";
import type { RunOptions } from "./run-options";
import type { ConversationInsert } from "./write-statement";

export interface RunSpec {
  id: string;
  workspaceId: string;
  workflowId: string;
  agentId: string | null;
  conversationId: string | null;
  /** The run before it in its branch of the conversation. */
  previousRunId: string | null;
  userId: string | null;
  /** The run whose node started this one and may wait for its end. */
  parentRunId?: string | null;
  /** Where that node ran; with a number behind it where it was tried again. */
  parentPath?: string | null;
  /** The agent at the top of the runs that led here: its budget pays too. */
  payerAgentId?: string | null;
  /** How many runs are above it. */
  depth?: number;
  /** It tests a draft: what it starts may be drafts too. */
  isTest?: boolean;
  /** What somebody who tests wants done differently. */
  options?: RunOptions;
  trigger: RunTrigger;
  query: string | null;
  inputs: JsonObject;
  createdAt: Date;
  /** Runs that the conversation had before. */
  runCount: number;
  /** Variables of scope conversation, as they were when the run began. */
  vars: Record<string, Json>;
  plan: Plan;
}

/** What is stored of a new run and executing it does not need. */
export interface RunRecord {
  versionId: string | null;
  deploymentId: string | null;
  agentName: string | null;
  workflowName: string;
  graphChecksum: string;
  kind: (typeof runKinds)[number];
  metadata: JsonObject | null;
  conversation?: ConversationInsert;
  /** The run whose beginning it has taken over, and the node from which it goes its own way. */
  forkedFrom?: { runId: string; nodeId: string };
  /** Accepted only while what it goes on after is still the newest of its conversation. */
  followsHead?: boolean;
  /** What a view of the run names and its row does not, where whoever starts it has it at hand. */
  names?: { versionNumber: number | null; userName: string | null };
}

/** For whom calls of a run are made; names are looked up where they are noted. */
export function callerOf(spec: RunSpec): Caller {
  const { id, workspaceId, workflowId, agentId, payerAgentId = null, conversationId, userId } = spec;
  return { workspaceId, runId: id, workflowId, agentId, agentName: null, payerAgentId, conversationId, userId };
}

/** The values that templates read under `sys`. */
export function systemValuesOf(spec: RunSpec): Record<string, Json> {
  return {
    query: spec.query,
    now: spec.createdAt.toISOString(),
    run_id: spec.id,
    workflow_id: spec.workflowId,
    workspace_id: spec.workspaceId,
    conversation_id: spec.conversationId,
    user_id: spec.userId,
    run_count: spec.runCount,
    trigger: spec.trigger,
  };
}

/** Of the variables that a run set, those that live on in its conversation; null where nothing does. */
export function lastingVariables(spec: RunSpec, set: Readonly<Record<string, Json>>): JsonObject | null {
  if (spec.conversationId === null) return null;
  const lasting = spec.plan.variables.filter((variable) => variable.scope === "conversation");
  if (lasting.length === 0) return null;
  const values: JsonObject = { ...spec.vars };
  for (const { name } of lasting) {
    const value = set[name];
    if (value !== undefined) values[name] = value;
  }
  return values;
}
