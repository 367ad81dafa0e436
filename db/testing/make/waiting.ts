// Factories for runs that wait: paused, held by no process, their lease asleep until somebody wakes them.

import { sql } from "drizzle-orm";
import { runLeases, type runs } from "../../schema/runs";
import { approvals, waits } from "../../schema/waiting";
import { asSystem } from "../../system";
import { only } from "./row";
import { makeRun, type Run } from "./work";

export type Approval = typeof approvals.$inferSelect;
export type WaitRow = typeof waits.$inferSelect;

/** A paused run whose lease sleeps. */
export async function makeSleepingRun(values: Partial<typeof runs.$inferInsert> = {}): Promise<Run> {
  const run = await makeRun({ status: "paused", ...values });
  await asSystem((tx) =>
    tx.insert(runLeases).values({ runId: run.id, workspaceId: run.workspaceId, token: 1, expiresAt: sql`'infinity'` }),
  );
  return run;
}

/** An approval that a run waits for; a sleeping one is made unless it is named. */
export async function makeApproval(
  values: Partial<typeof approvals.$inferInsert> & { run?: Run } = {},
): Promise<Approval> {
  const { run, ...columns } = values;
  const { id: runId, workspaceId } =
    run ?? (await makeSleepingRun(columns.workspaceId ? { workspaceId: columns.workspaceId } : {}));
  const nodeId = columns.nodeId ?? "ask";
  const defaults = { path: nodeId, nodeId, title: "May I?" };
  return only(
    await asSystem((tx) =>
      tx
        .insert(approvals)
        .values({ ...defaults, ...columns, runId, workspaceId })
        .returning(),
    ),
  );
}

/** What else a run waits for: an event, unless said otherwise. */
export async function makeWait(values: Partial<typeof waits.$inferInsert> & { run?: Run } = {}): Promise<WaitRow> {
  const { run, ...columns } = values;
  const { id: runId, workspaceId } =
    run ?? (await makeSleepingRun(columns.workspaceId ? { workspaceId: columns.workspaceId } : {}));
  return only(
    await asSystem((tx) =>
      tx
        .insert(waits)
        .values({ path: "wait", kind: "event", ...columns, runId, workspaceId })
        .returning(),
    ),
  );
}
