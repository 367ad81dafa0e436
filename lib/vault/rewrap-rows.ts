// Goes over sealed rows of a table so that an earlier key can be forgotten: in batches by id, each in a transaction of
// its own, so that it may be stopped and begun again. Knows no table.

import { VaultError } from "./make-vault";

export interface Rewrapped {
  sealedAnew: number;
  /** Names of rows whose secrets no present or earlier key opens. */
  lost: string[];
}

export interface SealedRows<Tx, Row extends { id: string; name: string }> {
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Rows behind an id in the order of their ids, locked. */
  read(tx: Tx, after: string, limit: number): Promise<Row[]>;
  /** Writes what is sealed anew; false where nothing has to be. */
  reseal(tx: Tx, row: Row): Promise<boolean>;
}

const batch = 100;

/** Seals all rows anew and adds to `result`; what no key opens is named there and left as it is. */
export async function rewrapRows<Tx, Row extends { id: string; name: string }>(
  { transact, read, reseal }: SealedRows<Tx, Row>,
  result: Rewrapped = { sealedAnew: 0, lost: [] },
): Promise<Rewrapped> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await transact(async (tx) => {
      const found = await read(tx, last, batch);
      for (const row of found) {
        try {
          if (await reseal(tx, row)) result.sealedAnew += 1;
        } catch (error) {
          if (!(error instanceof VaultError)) throw error;
          result.lost.push(row.name);
        }
      }
      return found;
    });
    const end = rows.at(-1);
    if (!end) return result;
    last = end.id;
  }
}
