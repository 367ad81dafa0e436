// Seals what tool servers keep secret anew with the present key, so that an earlier one can be forgotten. Server only.

import { asc, eq, gt } from "drizzle-orm";
import { toolServers } from "@/db/schema/tools";
import { asSystem } from "@/db/system";
import { VaultError } from "../../vault/make-vault";
import { ownVault } from "../../vault/own-vault";
import { placeOf, sealedColumns } from "../seal-server";

const batch = 100;

/** Goes over all workspaces in batches; may be stopped and begun again. */
export async function rewrapServers(): Promise<{ sealedAnew: number; lost: string[] }> {
  const result = { sealedAnew: 0, lost: [] as string[] };
  const vault = ownVault();
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    // The vault is the installation's, whichever workspace's row it sealed.
    const rows = await asSystem(async (tx) => {
      const found = await tx
        .select()
        .from(toolServers)
        .where(gt(toolServers.id, last))
        .orderBy(asc(toolServers.id))
        .limit(batch)
        .for("update");
      for (const row of found) {
        const stale = sealedColumns.filter((column) => row[column] !== null && vault.isStale(row[column]));
        if (stale.length === 0) continue;
        try {
          const fresh = stale.map((column) => [column, vault.rewrap(row[column] ?? "", placeOf(row.id, column))]);
          await tx
            .update(toolServers)
            .set({ ...Object.fromEntries(fresh), updatedAt: row.updatedAt })
            .where(eq(toolServers.id, row.id));
          result.sealedAnew += 1;
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
