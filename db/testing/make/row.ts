// What all factories share: one inserted row back, and names that no other row has.

let count = 0;

/** A name that no other row of this test process has. */
export function uniqueName(kind: string): string {
  count += 1;
  return `${kind} ${process.pid} ${count}`;
}

/** The address form of a name. */
export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** The one row that an insert returned. */
export function only<T>(rows: readonly T[]): T {
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`expected one row, found ${rows.length}`);
  return row;
}
