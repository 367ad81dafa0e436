// Seals the values of all secrets anew with the present secret key, so that an earlier one can be forgotten. Server only.

import { asc, eq, gt } from "drizzle-orm";
import { secrets } from "@/db/schema/access";
import { asSystem } from "@/db/system";
import { ownVault } from "../vault/own-vault";
import { type Rewrapped, rewrapRows } from "../vault/rewrap-rows";
import { secretPlace } from "./secret-place";

/** Goes over all workspaces: keys belong to the installation's vault, whichever workspace's row they lie in. */
export function rewrapSecrets(): Promise<Rewrapped> {
  return rewrapRows({
    transact: asSystem,
    read: (tx, after, limit) =>
      tx
        .select({ id: secrets.id, name: secrets.name, value: secrets.value, updatedAt: secrets.updatedAt })
        .from(secrets)
        .where(gt(secrets.id, after))
        .orderBy(asc(secrets.id))
        .limit(limit)
        .for("update"),
    async reseal(tx, row) {
      const value = ownVault().rewrap(row.value, secretPlace(row.id));
      if (value === row.value) return false;
      await tx.update(secrets).set({ value, updatedAt: row.updatedAt }).where(eq(secrets.id, row.id));
      return true;
    },
  });
}
