// What the statement of the writer says in addition for runs that come from other runs: started by a node of one, or
// forked from one. Batches without such runs are stored by the shorter statement.

import type { Fragment, Sql, TransactionSql } from "postgres";

interface OriginParts {
  columns: Fragment;
  names: Fragment;
  values: Fragment;
}

/** The places of the statement that differ. */
export function originParts(
  sql: Sql | TransactionSql,
  inserts: readonly { parent_run_id?: string; forked_from?: object }[],
): OriginParts {
  if (!inserts.some((run) => run.parent_run_id !== undefined || run.forked_from !== undefined)) {
    const nothing = sql``;
    return { columns: nothing, names: nothing, values: nothing };
  }
  return {
    columns: sql`, parent_run_id uuid, parent_path text, depth smallint, forked_from json`,
    names: sql`, parent_run_id, parent_path, depth, forked_from`,
    values: sql`, r.parent_run_id, r.parent_path, coalesce(r.depth, 0), r.forked_from`,
  };
}
