// Seals the secrets of every provider anew with the present secret key, so that an earlier one can be forgotten.
// Server only.

import { and, asc, eq, gt, isNotNull, or } from "drizzle-orm";
import { modelKeys, modelProviders } from "@/db/schema/models";
import { asSystem } from "@/db/system";
import { ownVault } from "../../vault/own-vault";
import { type Rewrapped, rewrapRows } from "../../vault/rewrap-rows";
import { forgetModels } from "../load-model";
import { rewrapFurtherKey, rewrapSecrets } from "../seal-provider";

/** Goes over all workspaces: keys belong to the installation's vault, whichever workspace's row they lie in. */
export async function rewrapProviders(): Promise<Rewrapped> {
  const result = await rewrapRows({
    transact: asSystem,
    read: (tx, after, limit) =>
      tx
        .select()
        .from(modelProviders)
        .where(
          and(gt(modelProviders.id, after), or(isNotNull(modelProviders.apiKey), isNotNull(modelProviders.headers))),
        )
        .orderBy(asc(modelProviders.id))
        .limit(limit)
        .for("update"),
    async reseal(tx, row) {
      const fresh = rewrapSecrets(ownVault(), row.id, row);
      if (!fresh) return false;
      await tx
        .update(modelProviders)
        .set({ ...fresh, updatedAt: row.updatedAt })
        .where(eq(modelProviders.id, row.id));
      return true;
    },
  });
  await rewrapKeys(result);
  forgetModels();
  return result;
}

/** Further keys have rows of their own. */
function rewrapKeys(result: Rewrapped): Promise<Rewrapped> {
  return rewrapRows(
    {
      transact: asSystem,
      read: (tx, after, limit) =>
        tx
          .select()
          .from(modelKeys)
          .where(gt(modelKeys.id, after))
          .orderBy(asc(modelKeys.id))
          .limit(limit)
          .for("update"),
      async reseal(tx, row) {
        const apiKey = rewrapFurtherKey(ownVault(), row.id, row.apiKey);
        if (apiKey === null) return false;
        await tx.update(modelKeys).set({ apiKey, updatedAt: row.updatedAt }).where(eq(modelKeys.id, row.id));
        return true;
      },
    },
    result,
  );
}
