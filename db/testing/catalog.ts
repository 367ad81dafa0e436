// What the database itself says about its tables, for tests that must not forget one.

import type { Sql } from "../client";

export interface TableFacts {
  name: string;
  hasWorkspace: boolean;
  enabled: boolean;
  forced: boolean;
  /** Commands that have a policy: a, w, r, d or * for all. */
  policies: string[];
}

/** Every table of the product. */
export async function listTables(sql: Sql): Promise<TableFacts[]> {
  return sql<TableFacts[]>`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as "hasWorkspace",
      array(select p.polcmd::text from pg_policy p where p.polrelid = c.oid order by 1) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;
}

/** Columns that an insert may name. */
export async function listColumns(sql: Sql, table: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
  return rows.map((row) => row.name);
}
