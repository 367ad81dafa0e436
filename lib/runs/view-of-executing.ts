// A run that this process executes, as its row tells it: the answer to whoever started it, without reading what was just
// written. Knows no statement.

import { storableText } from "../shared/json";
import type { RunView } from "./contract";
import type { Executing } from "./runtime";

/** The run as it is stored; null where not everything about it is at hand, or it goes on elsewhere. */
export function viewOfExecuting({ live, started }: Executing): RunView | null {
  const names = started?.record.names;
  if (!started || !names || live.released) return null;
  const { spec, record } = started;
  const { state } = live;
  const totals = state.totals ?? { promptTokens: 0, completionTokens: 0, cost: 0, currency: null };
  const createdAt = spec.createdAt.toISOString();
  return {
    id: spec.id,
    // It is stored as running from the first.
    status: state.status === "pending" ? "running" : state.status,
    kind: record.kind,
    trigger: spec.trigger,
    workflowId: spec.workflowId,
    workflowName: record.workflowName,
    agentId: spec.agentId,
    agentName: record.agentName,
    versionNumber: names.versionNumber,
    conversationId: spec.conversationId,
    userName: names.userName,
    query: spec.query,
    parentRunId: spec.parentRunId ?? null,
    error: state.error,
    totalTokens: totals.promptTokens + totals.completionTokens,
    cost: totals.cost,
    currency: totals.currency,
    createdAt,
    startedAt: createdAt,
    finishedAt: state.endedAt === null ? null : new Date(state.endedAt).toISOString(),
    inputs: spec.inputs,
    outputs: live.outputs ?? state.outputs,
    largeOutputs: null,
    response: state.response === "" ? null : storableText(state.response),
    promptTokens: totals.promptTokens,
    completionTokens: totals.completionTokens,
    firstTokenMs: live.ended ? live.firstTextMs : null,
    attempt: live.token,
    parentPath: spec.parentPath ?? null,
    forkedFrom: record.forkedFrom ?? null,
    graphChecksum: record.graphChecksum,
  };
}
