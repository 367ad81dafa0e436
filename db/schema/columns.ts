// Columns and constraints that look the same in every table, so that a table's file says only what is its own.
// Knows no table.

import { sql } from "drizzle-orm";
import { check, type ExtraConfigColumn, numeric, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "@/lib/shared/ids";

/** The primary key that nearly every table has: a UUID v7 made by the application. */
export const id = () => uuid("id").primaryKey().$defaultFn(newId);

/** A moment in milliseconds, as JavaScript knows it, so that what is written is what is read. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => moment("created_at").notNull().defaultNow();

export const updatedAt = () =>
  moment("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());

/** Money, exact to eight places; the currency stands in a column beside it. */
export const money = (name: string) => numeric(name, { precision: 18, scale: 8, mode: "number" });

/**
 * The workspace of a row that may belong to none, in a form that foreign keys and unique constraints can use:
 * they skip or tell apart NULLs, so "no workspace" becomes the zero id.
 */
export const scopeOfNullable = () =>
  uuid("scope").notNull().generatedAlwaysAs(sql`coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'::uuid)`);

/** A CHECK that a text column holds one of the words of its list. */
export function oneOf(tableName: string, column: ExtraConfigColumn, words: readonly string[]) {
  const list = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", ");
  return check(`${tableName}_${column.name}_check`, sql`${column} in (${sql.raw(list)})`);
}
