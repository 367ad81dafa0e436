// How a feature reaches the rows of one workspace. The transaction carries the workspace's id, and row-level security
// shows and accepts nothing else, whatever a query forgot. Work across workspaces is in system.ts.

import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { getDatabase, getSql, type Sql, type Transaction } from "./client";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Runs `work` in one transaction that sees and changes only rows of this workspace. */
export async function withWorkspace<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const scope = scopeStatement(workspaceId);
  return getDatabase().transaction(async (tx) => {
    await tx.execute(sql.raw(scope));
    return work(tx);
  });
}

/**
 * One reading statement in one round trip: the transaction's begin, its scope, the statement and the end are sent
 * together. For the few statements that people wait for; `statement` may use only the client it is given.
 */
export async function readWorkspace<T extends readonly object[]>(
  workspaceId: string,
  statement: (sql: Sql) => postgres.PendingQuery<T>,
): Promise<T> {
  const scope = scopeStatement(workspaceId);
  const connection = await getSql().reserve();
  try {
    const begin = connection.unsafe(`begin read only; ${scope}`);
    const [begun, rows, ended] = await Promise.allSettled([
      begin.execute(),
      statement(connection).execute(),
      connection.unsafe("commit").execute(),
    ]);
    for (const step of [begun, rows, ended]) if (step.status === "rejected") throw step.reason;
    if (rows.status === "rejected") throw rows.reason;
    return rows.value as T;
  } finally {
    connection.release();
  }
}

/** The id goes into the text of a statement without parameters, so anything that is no UUID is refused here. */
function scopeStatement(workspaceId: string): string {
  if (!uuidPattern.test(workspaceId)) throw new Error("a workspace id is a UUID");
  return `select set_config('app.workspace_id', '${workspaceId}', true)`;
}
