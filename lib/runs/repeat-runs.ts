// Runs many runs again at once, such as those that were given up: each new one waits for a worker, and the old one
// remembers it, so that asking twice changes nothing.

import { and, inArray, isNotNull, sql } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { newId } from "../shared/ids";
import { type RunRow, recordAfter } from "./earlier-run";
import { priorities, type QueuedRun, queueRuns } from "./queue-runs";
import { metadataOf, optionsOf } from "./run-options";

function again(scope: Scope, row: RunRow): QueuedRun {
  return {
    id: newId(),
    workspaceId: row.workspaceId,
    workflowId: row.workflowId,
    agentId: row.agentId,
    userId: scope.userId,
    trigger: scope.apiKeyId ? "api" : "manual",
    query: row.userQuery,
    inputs: row.inputs ?? {},
    priority: priorities.usual,
    // With what it was told to leave out: a test must not do in earnest what it did not do the first time.
    record: recordAfter(row, metadataOf(optionsOf(row.metadata), { repeats: row.id })),
  };
}

/** The run that took its place, where it was run again this way. */
function successorOf({ metadata }: RunRow): string | null {
  const id = metadata?.repeatedAs;
  return typeof id === "string" ? id : null;
}

/** Queues ended runs again, all in one transaction; gives what became of each in the order in which they were named. */
export async function repeatRuns(
  scope: Scope,
  runIds: readonly string[],
): Promise<{ items: { runId: string; repeatedAs: string | null }[] }> {
  const successors = await withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(runs)
      .where(and(inArray(runs.id, [...runIds]), isNotNull(runs.finishedAt)))
      .orderBy(runs.id)
      .for("update");
    const mine = rows.filter((row) => !scope.agentId || scope.agentId === row.agentId);
    const known = new Map(mine.map((row) => [row.id, successorOf(row)]));
    const queued = mine.filter((row) => !known.get(row.id)).map((row) => ({ old: row.id, run: again(scope, row) }));
    await queueRuns(
      tx,
      queued.map(({ run }) => run),
    );
    for (const { old, run } of queued) known.set(old, run.id);
    const pairs = sql.param(JSON.stringify(queued.map(({ old, run }) => ({ old, next: run.id }))));
    if (queued.length > 0)
      await tx.execute(sql`
        update runs set metadata = (coalesce(metadata::jsonb, '{}') || jsonb_build_object('repeatedAs', p.next))::json
        from json_to_recordset(${pairs}::text::json) as p(old uuid, next uuid) where id = p.old`);
    return known;
  });
  return { items: runIds.map((runId) => ({ runId, repeatedAs: successors.get(runId) ?? null })) };
}
