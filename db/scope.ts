// How a feature reaches the rows of one workspace. The transaction carries the workspace's id, and row-level security
// shows and accepts nothing else, whatever a query forgot. Work across workspaces is in system.ts.

import type postgres from "postgres";
import { getReadPool, getTransactionPool, type Sql, type Transaction } from "./client";
import { readInOne, transact } from "./transaction";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Runs `work` in one transaction that sees and changes only rows of this workspace. */
export async function withWorkspace<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transact(getTransactionPool(), `begin; ${scopeStatement(workspaceId)}`, work);
}

/**
 * One reading statement, prepared, in one round trip: for the few that people wait for. `statement` uses the client that
 * it is given, and no other. One whose right plan depends on what is asked for is planned `anew` each time: kept plans
 * suit most questions, and read a whole table for the few that ask for what is rare.
 */
export async function readWorkspace<T extends readonly object[]>(
  workspaceId: string,
  statement: (sql: Sql) => postgres.PendingQuery<T>,
  planned: "once" | "anew" = "once",
): Promise<T> {
  const begin =
    planned === "anew" ? "begin read only; set local plan_cache_mode = force_custom_plan" : "begin read only";
  return readInOne(getReadPool(), `${begin}; ${scopeStatement(workspaceId)}`, statement);
}

/** The id goes into the text of a statement without parameters, so anything that is no UUID is refused here. */
function scopeStatement(workspaceId: string): string {
  if (!uuidPattern.test(workspaceId)) throw new Error("a workspace id is a UUID");
  return `select set_config('app.workspace_id', '${workspaceId}', true)`;
}
