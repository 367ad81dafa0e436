// Ends waits from outside, each once: the answer is stored together with the word to its run, in one transaction. What
// a wait's own end is (its time) is judged by the database's clock.

import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { lockOpenRuns } from "../runs/lock-open-runs";
import { wakeRuns } from "../runs/wake-runs";
import { AppError } from "../shared/errors";
import type { Json, JsonObject } from "../shared/json";

/** Waits that end in one transaction at most: each gets a copy of the data, and their runs stand still meanwhile. */
const atOnce = 500;

const ofAgent = (agentId: string | null): SQL => (agentId ? sql`and r.agent_id = ${agentId}` : sql``);
// Not now(), which is when the transaction began: it may have waited for the run since.
const isOpen = sql`w.ended_at is null and (w.until is null or w.until > clock_timestamp())`;

/** Ends those waits of these that are still open and whose runs are; gives how many. */
async function endWaits(
  tx: Transaction,
  waits: readonly { id: string; run_id: string }[],
  answer: JsonObject,
): Promise<number> {
  const open = await lockOpenRuns(tx, [...new Set(waits.map((wait) => wait.run_id))].sort());
  const ids = waits.filter((wait) => open.has(wait.run_id)).map((wait) => wait.id);
  if (ids.length === 0) return 0;
  const ended = await tx.execute<{ run_id: string }>(sql`
    update waits w set answer = ${JSON.stringify(answer)}::json, ended_at = clock_timestamp()
     where w.id = any (${sql.param(`{${ids.join(",")}}`)}::uuid[]) and ${isOpen}
    returning w.run_id`);
  await wakeRuns(tx, [...new Set([...ended].map((row) => row.run_id))].sort());
  return ended.length;
}

/**
 * Gives an event to every wait for its key. Very many end in several transactions, each whole in itself; waits that
 * begin meanwhile, perhaps because of this very event, are not among them.
 */
export async function sendEvent(scope: Scope, event: { key: string; data: Json }): Promise<{ received: number }> {
  const answer: JsonObject = { kind: "event", status: "received", data: event.data };
  let [received, last, began] = [0, "00000000-0000-0000-0000-000000000000", ""];
  for (;;) {
    const found = await withWorkspace(scope.workspaceId, async (tx) => {
      const waits = await tx.execute<{ id: string; run_id: string; began: string }>(sql`
        select w.id, w.run_id, statement_timestamp()::text as began
          from waits w join runs r on r.id = w.run_id
         where w.workspace_id = ${scope.workspaceId} and w.kind = 'event' and w.correlation_key = ${event.key}
           and ${isOpen} ${ofAgent(scope.agentId)}
           and w.id > ${last} and w.created_at <= coalesce(nullif(${began}, '')::timestamptz, 'infinity')
         order by w.id limit ${atOnce}`);
      received += await endWaits(tx, waits, answer);
      return waits;
    });
    const end = found.at(-1);
    if (!end || found.length < atOnce) break;
    [last, began] = [end.id, began || end.began];
  }
  if (received === 0) {
    throw new AppError("event_unknown", "No run of this workspace waits for an event with this key.", {
      params: { key: event.key },
    });
  }
  return { received };
}

/** Lets a run go on from a breakpoint, with other inputs where they are given. */
export async function continueRun(
  scope: Scope,
  runId: string,
  given: { path: string; inputs?: JsonObject | undefined },
): Promise<void> {
  const answer: JsonObject = { kind: "breakpoint", ...(given.inputs ? { inputs: given.inputs } : {}) };
  await withWorkspace(scope.workspaceId, async (tx) => {
    const [run] = await tx.execute<{ is_over: boolean }>(sql`
      select r.status not in ('pending', 'running', 'paused') or r.cancel_requested_at is not null as is_over
        from runs r
       where r.workspace_id = ${scope.workspaceId} and r.id = ${runId} ${ofAgent(scope.agentId)}`);
    if (!run) throw new AppError("not_found", "There is no such run.");
    if (run.is_over) throw new AppError("run_ended", "This run has ended, or is about to.");
    const waits = await tx.execute<{ id: string; run_id: string }>(sql`
      select w.id, w.run_id from waits w
       where w.run_id = ${runId} and w.path = ${given.path} and w.kind = 'breakpoint' and w.ended_at is null`);
    if ((await endWaits(tx, waits, answer)) > 0) return;
    throw new AppError("not_waiting", "The run does not wait at a breakpoint there.", { params: { path: given.path } });
  });
}
