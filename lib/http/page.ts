// Keyset pages: the query every list takes and the shape every list answers. Loaded by the browser.

import { z } from "zod";

export const pageQuery = z.object({
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** The schema of a list's answer. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Cuts a list that was read one row longer than asked into a page. */
export function toPage<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => string,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** The query of a list whose cursor is the id of its last row. */
export const idPageQuery = pageQuery.extend({ cursor: z.uuid().optional() });
