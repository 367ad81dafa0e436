// The one place that sets the marker with which row-level security lets a statement see every workspace. It exists for
// work that has no workspace yet or spans them: set-up, sign-in, looking up sessions and keys, listing a person's
// workspaces, the writer of runs, the sweeper, retention, seeds. A request that knows its workspace uses scope.ts.

import { getMarkedSql, getTransactionPool, type Sql, type Transaction } from "./client";
import { transact } from "./transaction";

/** Runs `work` in one transaction that sees every workspace. Say why at the call. */
export async function asSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transact(getTransactionPool(), "begin; select set_config('app.system', 'on', true)", work);
}

/**
 * Prepared statements on sessions that are the system's from their start: one round trip and no transaction around
 * each. For what runs all the time: session look-up, the writer of runs, the sweeper. Ask for it anew at each use,
 * because a client whose connection was lost is replaced.
 */
export function systemSql(): Sql {
  return getMarkedSql("app.system");
}
