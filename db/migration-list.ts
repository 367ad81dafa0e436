// Which migrations this code was built with, and whether a database has exactly those. Reads no file, so that it works
// in every bundle; applying them is migrate.ts.

import type { Sql } from "./client";
import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** Names of all migrations in their order. */
export const migrationNames: readonly string[] = journal.entries.map((entry) => entry.tag);

/** Whether the database has every migration of this code and no other. */
export async function migrationsCurrent(sql: Sql): Promise<boolean> {
  const [table] = await sql`select to_regclass('public.weft_migrations') is not null as exists`;
  if (!table?.exists) return false;
  const rows = await sql<{ name: string }[]>`select name from weft_migrations`;
  const applied = new Set(rows.map((row) => row.name));
  return applied.size === migrationNames.length && migrationNames.every((name) => applied.has(name));
}
