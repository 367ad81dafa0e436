// Seals what tool servers keep secret anew with the present key, so that an earlier one can be forgotten. Server only.

import { asc, eq, gt } from "drizzle-orm";
import { toolServers } from "@/db/schema/tools";
import { asSystem } from "@/db/system";
import { ownVault } from "../../vault/own-vault";
import { type Rewrapped, rewrapRows } from "../../vault/rewrap-rows";
import { placeOf, sealedColumns } from "../seal-server";

/** Goes over all workspaces: the vault is the installation's, whichever workspace's row it sealed. */
export function rewrapServers(): Promise<Rewrapped> {
  const vault = ownVault();
  return rewrapRows({
    transact: asSystem,
    read: (tx, after, limit) =>
      tx
        .select()
        .from(toolServers)
        .where(gt(toolServers.id, after))
        .orderBy(asc(toolServers.id))
        .limit(limit)
        .for("update"),
    async reseal(tx, row) {
      const stale = sealedColumns.filter((column) => row[column] !== null && vault.isStale(row[column]));
      if (stale.length === 0) return false;
      const fresh = stale.map((column) => [column, vault.rewrap(row[column] ?? "", placeOf(row.id, column))]);
      await tx
        .update(toolServers)
        .set({ ...Object.fromEntries(fresh), updatedAt: row.updatedAt })
        .where(eq(toolServers.id, row.id));
      return true;
    },
  });
}
