// Removes the bytes of files whose rows are gone, and the files of runs that nothing names: of runs that never came to
// be, and those that a process stored and did not live to name in the log. Each round is bounded.

import type { Sql } from "postgres";
import { firstIdAt } from "../shared/ids";
import type { FileStorage } from "./file-storage";

const maxAtOnce = 500;
const looked = 2_000;
/** A run, and the row of a log, is stored moments after its files; what is not there after so long will not come. */
const strayAfterMs = 3_600_000;

/** Removes bytes that nobody refers to any more, until none are left or the signal aborts; gives how many. */
export async function removeFiles(sql: Sql, storage: FileStorage, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const rows = await sql<{ storage_key: string }[]>`
      select storage_key from removed_files order by storage_key limit ${maxAtOnce}`;
    for (const { storage_key } of rows) await storage.remove(storage_key);
    // Only now: dying before means that they are removed once more.
    const keys = JSON.stringify(rows.map((row) => row.storage_key));
    await sql`
      delete from removed_files
      where storage_key = any (array(select json_array_elements_text(${keys}::text::json)))`;
    removed += rows.length;
    if (rows.length < maxAtOnce) break;
  }
  return removed;
}

/**
 * Looks at some files of runs after `cursor` and lets those go whose run does not exist, or has ended with no row of it
 * naming them; gives where to go on, null at the end of all. Runs that go on may still name what they have stored.
 */
export async function dropStrayFiles(sql: Sql, cursor: string | null, now = Date.now()): Promise<string | null> {
  const from = cursor ?? "00000000-0000-0000-0000-000000000000";
  const [last] = await sql<{ id: string | null; count: number }[]>`
    with looked as (
      select id, workspace_id from files
      where kind = 'run' and id > ${from} and id < ${firstIdAt(now - strayAfterMs)} order by id limit ${looked}
    ),
    owned as (
      select s.id, runs.id as run_id, runs.finished_at, runs.large_outputs
      from looked s
      join file_references r on r.workspace_id = s.workspace_id and r.file_id = s.id and r.owner_type = 'run'
      join runs on runs.id = r.owner_id
    ),
    ended as (
      select distinct run_id, large_outputs::jsonb as large_outputs from owned where finished_at is not null
    ),
    named as (
      select member.value ->> 'fileId' as id
      from ended e join run_node_logs l on l.run_id = e.run_id and l.large is not null,
        jsonb_each(l.large::jsonb) as part, jsonb_each(part.value) as member
      union
      select member.value ->> 'fileId' from ended e, jsonb_each(e.large_outputs) as member
    ),
    kept as (
      select id from owned where finished_at is null
      union
      select id::uuid from named where id is not null
    ),
    gone as (
      delete from files f using looked s
      where f.id = s.id and not exists (select 1 from kept where kept.id = s.id)
    )
    select max(id::text) as id, count(*)::int as count from looked`;
  return last && last.count === looked ? last.id : null;
}
