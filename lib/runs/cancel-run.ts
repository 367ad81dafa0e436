// Cancelling runs: the wish is stored for a run and for everything that it started, and whoever looks after one of them
// hears of it at once, whether it is executed somewhere, waits for a decision or stands in the queue.

import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { runs } from "@/db/schema/runs";
import { withWorkspace } from "@/db/scope";
import { asSystem } from "@/db/system";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import type { RunStatus } from "../run-log/events";
import { AppError } from "../shared/errors";
import { cancelChannel, runRuntime } from "./runtime";
import { untilAvailable } from "./until-available";
import { wakeRuns } from "./wake-runs";

/** Ids of what the run started and what those started, as far as they have not ended. */
async function openDescendants(tx: Transaction, runId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string; is_open: boolean }>(sql`
    with recursive tree as (
      select id, status from runs where parent_run_id = ${runId}
      union all
      select c.id, c.status from runs c join tree on c.parent_run_id = tree.id
    )
    select id from tree where status in ('pending', 'running', 'paused')`);
  return [...rows].map((row) => row.id);
}

async function wantCancelled(tx: Transaction, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  const ids = sql.param(`{${runIds.join(",")}}`);
  // The leases first, as everywhere: see the writer's statement.
  await wakeRuns(tx, runIds);
  await tx.execute(sql`
    update runs set cancel_requested_at = coalesce(cancel_requested_at, now())
    where id = any (${ids}::uuid[]) and status in ('pending', 'running', 'paused')`);
  await tx.execute(sql`
    select pg_notify(${cancelChannel}, id::text) from unnest(${ids}::uuid[]) as id`);
}

/** Stores the wish to cancel a run with everything it started, and tells whoever looks after them; each ends as cancelled. */
export async function cancelRun(scope: Scope, runId: string): Promise<{ status: RunStatus }> {
  const { status, wanted } = await withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx
      .select({ status: runs.status, agentId: runs.agentId, requested: runs.cancelRequestedAt })
      .from(runs)
      .where(and(eq(runs.id, runId), eq(runs.workspaceId, scope.workspaceId)));
    if (!row || (scope.agentId && scope.agentId !== row.agentId))
      throw new AppError("not_found", "There is no such run.");
    if (row.status === "succeeded" || row.status === "failed") {
      throw new AppError("run_ended", "This run has ended already.", { params: { status: row.status } });
    }
    const wanted = [...(row.status === "cancelled" ? [] : [runId]), ...(await openDescendants(tx, runId))];
    await wantCancelled(tx, wanted);
    if (!row.requested && row.status !== "cancelled") {
      await recordAudit(tx, scope, { eventType: "update", action: "run.cancel", resource: { type: "run", id: runId } });
    }
    return { status: row.status, wanted };
  });
  for (const id of wanted) runRuntime().executing.get(id)?.stop.abort("cancelled");
  return { status };
}

/** Wants everything cancelled that the run started; system work, because the run that ends asks for it. */
export async function cancelChildren(runId: string): Promise<void> {
  await untilAvailable(() => asSystem(async (tx) => wantCancelled(tx, await openDescendants(tx, runId))));
}

/** Wants a run cancelled with everything it started; system work, because who started it is done with it. */
export async function cancelCalled(runId: string): Promise<void> {
  await untilAvailable(() => asSystem(async (tx) => wantCancelled(tx, [runId, ...(await openDescendants(tx, runId))])));
}

const maxAbandoned = 500;

/**
 * Wants open runs cancelled whose parent has ended, a bounded number at a time: a process that was stopped in the middle
 * of starting one may store it after its parent's end, or die before it says that nobody waits for it any more.
 */
export async function cancelAbandoned(): Promise<void> {
  await asSystem(async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`
      select r.id from runs r join runs p on p.id = r.parent_run_id
      where r.status in ('pending', 'running', 'paused') and r.cancel_requested_at is null
        and p.status not in ('pending', 'running', 'paused')
      limit ${maxAbandoned}`);
    for (const { id } of rows) await wantCancelled(tx, [id, ...(await openDescendants(tx, id))]);
  });
}

/** Cancels a run if it has not ended. */
export async function cancelOpenRun(scope: Scope, runId: string): Promise<void> {
  try {
    await cancelRun(scope, runId);
  } catch (error) {
    if (!(error instanceof AppError && (error.code === "run_ended" || error.code === "not_found"))) throw error;
  }
}
