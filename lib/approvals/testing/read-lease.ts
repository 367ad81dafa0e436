// What a decision has done to a run that sleeps, as the workers will find it.

import { systemSql } from "@/db/system";

export interface LeaseState {
  signalled: boolean;
  /** Whether a worker takes it now. */
  isDue: boolean;
}

/** The lease of a run; null where it has none. */
export async function readLease(runId: string): Promise<LeaseState | null> {
  const [row] = await systemSql()<LeaseState[]>`
    select signalled, owner is null and expires_at <= now() as "isDue" from run_leases where run_id = ${runId}`;
  return row ? { ...row } : null;
}

export const asleep: LeaseState = { signalled: false, isDue: false };
export const woken: LeaseState = { signalled: true, isDue: true };
