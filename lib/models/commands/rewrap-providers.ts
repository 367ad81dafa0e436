// Seals the secrets of every provider anew with the present secret key, so that an earlier one can be forgotten.
// Server only.

import { and, asc, eq, gt, isNotNull, or } from "drizzle-orm";
import { modelKeys, modelProviders } from "@/db/schema/models";
import { asSystem } from "@/db/system";
import { VaultError } from "../../vault/make-vault";
import { ownVault } from "../../vault/own-vault";
import { forgetModels } from "../load-model";
import { rewrapFurtherKey, rewrapSecrets } from "../seal-provider";

export interface Rewrapped {
  sealedAnew: number;
  /** Names of providers whose secrets no present or earlier key opens. */
  lost: string[];
}

const batch = 100;

/** Goes over all workspaces in batches; may be stopped and begun again. */
export async function rewrapProviders(): Promise<Rewrapped> {
  const result: Rewrapped = { sealedAnew: 0, lost: [] };
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    // Keys belong to the installation's vault, whichever workspace's row they lie in.
    const rows = await asSystem(async (tx) => {
      const found = await tx
        .select()
        .from(modelProviders)
        .where(
          and(gt(modelProviders.id, last), or(isNotNull(modelProviders.apiKey), isNotNull(modelProviders.headers))),
        )
        .orderBy(asc(modelProviders.id))
        .limit(batch)
        .for("update");
      for (const row of found) {
        try {
          const fresh = rewrapSecrets(ownVault(), row.id, row);
          if (!fresh) continue;
          await tx
            .update(modelProviders)
            .set({ ...fresh, updatedAt: row.updatedAt })
            .where(eq(modelProviders.id, row.id));
          result.sealedAnew += 1;
        } catch (error) {
          if (!(error instanceof VaultError)) throw error;
          result.lost.push(row.name);
        }
      }
      return found;
    });
    const end = rows.at(-1);
    if (!end) break;
    last = end.id;
  }
  await rewrapKeys(result);
  forgetModels();
  return result;
}

/** Further keys have rows of their own. */
async function rewrapKeys(result: Rewrapped): Promise<void> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    // As above, whichever workspace's row it is.
    const rows = await asSystem(async (tx) => {
      const found = await tx
        .select()
        .from(modelKeys)
        .where(gt(modelKeys.id, last))
        .orderBy(asc(modelKeys.id))
        .limit(batch)
        .for("update");
      for (const row of found) {
        try {
          const apiKey = rewrapFurtherKey(ownVault(), row.id, row.apiKey);
          if (apiKey === null) continue;
          await tx.update(modelKeys).set({ apiKey, updatedAt: row.updatedAt }).where(eq(modelKeys.id, row.id));
          result.sealedAnew += 1;
        } catch (error) {
          if (!(error instanceof VaultError)) throw error;
          result.lost.push(row.name);
        }
      }
      return found;
    });
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}
