// Removes the bytes of files whose rows are gone, and the files of runs that never came to be. Each round is bounded.

import type { Sql } from "postgres";
import { firstIdAt } from "../shared/ids";
import type { FileStorage } from "./file-storage";

const maxAtOnce = 500;
const looked = 2_000;
/** A run is stored moments after its first files; one that is not there after so long will not come. */
const strayAfterMs = 86_400_000;

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
 * Looks at some files of runs after `cursor` and lets those go whose run does not exist; gives where to go on, null at
 * the end of all.
 */
export async function dropStrayFiles(sql: Sql, cursor: string | null, now = Date.now()): Promise<string | null> {
  const from = cursor ?? "00000000-0000-0000-0000-000000000000";
  const [last] = await sql<{ id: string | null; count: number }[]>`
    with looked as (
      select id, workspace_id from files
      where kind = 'run' and id > ${from} and id < ${firstIdAt(now - strayAfterMs)} order by id limit ${looked}
    ),
    gone as (
      delete from files f using looked s
      where f.id = s.id and not exists (
        select 1 from file_references r join runs on runs.id = r.owner_id
        where r.workspace_id = s.workspace_id and r.file_id = s.id and r.owner_type = 'run')
    )
    select max(id::text) as id, count(*)::int as count from looked`;
  return last && last.count === looked ? last.id : null;
}
