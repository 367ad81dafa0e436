// The end of a run whose owners all died: whatever it does, doing it once more would kill this process too. Nothing of
// it is executed; what it had begun ends with it.

import { systemSql } from "@/db/system";
import { log } from "../log";
import type { NodeEnded, RunError } from "../run-log/events";
import type { StoredEvent } from "../run-log/stored-rows";
import { cancelChildren } from "./cancel-run";
import { eventOfRow, rowOfEnd, rowOfRunEnd } from "./node-rows";
import { runRuntime } from "./runtime";
import type { TakenRun } from "./take-runs";
import { readLog } from "./tell-run";

/** A run may lose this many processes in succession before it is taken for their murderer. */
export const maxOwners = 10;

const error: RunError = {
  code: "interrupted",
  message: `The run was interrupted ${maxOwners} times in succession and was given up.`,
};

/** The end of a node that was at work or waited. */
function endOf(open: Exclude<StoredEvent, NodeEnded>, seq: number, at: number): NodeEnded {
  const { path, attempt, nodeId, name, nodeType, renderMode, rank, inputs, large } = open;
  const isWaiting = open.type === "node.paused";
  return {
    type: "node.ended",
    ...{ path, attempt, nodeId, name, nodeType, renderMode, rank, inputs, seq, at },
    ...(large ? { large } : {}),
    status: "failed",
    startedAt: isWaiting ? open.startedAt : open.at,
    durationMs: isWaiting ? open.durationMs : 0,
    retries: 0,
    outputs: null,
    handles: [],
    writes: {},
    error: { ...error, nodeId, path },
    usage: null,
    summary: null,
    content: (isWaiting && open.content) || null,
    thought: null,
    notes: [],
  };
}

/** Ends a taken run, what it had begun and what it had started. */
export async function giveUpRun(row: TakenRun): Promise<void> {
  const at = Date.now();
  const stored = (await readLog(systemSql(), row.id)).map(eventOfRow);
  let seq = stored.reduce((highest, event) => Math.max(highest, event.seq), 0);
  const ends = stored.flatMap((event) => {
    if (event.type === "node.ended") return [];
    seq += 1;
    return [rowOfEnd({ id: row.id, workspaceId: row.workspace_id }, endOf(event, seq, at))];
  });
  const totals = {
    promptTokens: 0,
    completionTokens: 0,
    cost: 0,
    currency: null,
    nodeExecutions: stored.length,
    durationMs: 0,
  };
  const end = rowOfRunEnd(
    row.id,
    { type: "run.ended", seq: seq + 1, at, status: "failed", outputs: null, error, response: "", totals },
    { model_id: null, model_name: null, first_token_ms: null, variables: null },
  );
  if (row.parent_run_id) end.parent_run_id = row.parent_run_id;
  await cancelChildren(row.id);
  await runRuntime().writer.write(row.id, Number(row.token), { nodes: ends, end, waits: {} });
  runRuntime().events.wake(row.id);
  log.error({ runId: row.id, owners: maxOwners }, "gave a run up");
}
