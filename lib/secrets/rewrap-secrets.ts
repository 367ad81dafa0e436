// Seals the values of all secrets anew with the present secret key, so that an earlier one can be forgotten. Server only.

import { asc, eq, gt } from "drizzle-orm";
import { secrets } from "@/db/schema/access";
import { asSystem } from "@/db/system";
import { VaultError } from "../vault/make-vault";
import { ownVault } from "../vault/own-vault";
import { secretPlace } from "./secret-place";

export interface Rewrapped {
  sealedAnew: number;
  /** Names of secrets whose value no present or earlier key opens. */
  lost: string[];
}

const batch = 100;

/** Goes over all workspaces in batches; may be stopped and begun again. */
export async function rewrapSecrets(): Promise<Rewrapped> {
  const result: Rewrapped = { sealedAnew: 0, lost: [] };
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    // Keys belong to the installation's vault, whichever workspace's row they lie in.
    const rows = await asSystem(async (tx) => {
      const found = await tx
        .select({ id: secrets.id, name: secrets.name, value: secrets.value, updatedAt: secrets.updatedAt })
        .from(secrets)
        .where(gt(secrets.id, last))
        .orderBy(asc(secrets.id))
        .limit(batch)
        .for("update");
      for (const row of found) {
        try {
          const value = ownVault().rewrap(row.value, secretPlace(row.id));
          if (value === row.value) continue;
          await tx.update(secrets).set({ value, updatedAt: row.updatedAt }).where(eq(secrets.id, row.id));
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
