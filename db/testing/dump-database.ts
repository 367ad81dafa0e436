// Everything that lies in the database of a test, as text: every row of every table, whichever schema it is in.

import { systemSql } from "../system";

/** Each table by name with all its rows; tables without rows are left out. */
export async function dumpDatabase(): Promise<{ name: string; text: string }[]> {
  const sql = systemSql();
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const dumped: { name: string; text: string }[] = [];
  for (const { schema, name } of tables) {
    // As JSON: in a row's own text, quotes and backslashes are doubled and no value could be found.
    const rows = await sql<{ text: string }[]>`select to_json(t)::text as text from ${sql(schema)}.${sql(name)} t`;
    if (rows.length > 0) dumped.push({ name: `table ${name}`, text: rows.map((row) => row.text).join("\n") });
  }
  return dumped;
}
