// Adds, changes and removes further keys of a provider of the workspace. Server only.

import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { modelKeys, modelProviders } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { type AuditEvent, recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { ownVault } from "../../vault/own-vault";
import { type KeyRow, viewOfKey } from "../key-views";
import { forgetModels } from "../load-model";
import { findProvider } from "../queries";
import type { createProviderKey, ModelKeyView, updateProviderKey } from "../routing-contract";
import { sealFurtherKey } from "../seal-provider";

type NewKey = z.output<NonNullable<(typeof createProviderKey)["body"]>>;
type Change = z.output<NonNullable<(typeof updateProviderKey)["body"]>>;

const keyMeanings = { model_keys_name_key: "name_taken" } as const;

/** Adds a key. */
export async function addKey(scope: Scope, providerId: string, given: NewKey): Promise<ModelKeyView> {
  const { workspaceId, userId } = scope;
  const id = newId();
  const { name, weight, limits } = given;
  const row = await withMeanings(keyMeanings, () =>
    withWorkspace(workspaceId, async (tx) => {
      await lockOwnProvider(tx, scope, providerId);
      const sealed = sealFurtherKey(ownVault(), id, given.apiKey);
      const [made] = await tx
        .insert(modelKeys)
        .values({ id, workspaceId, providerId, name, weight, limits, ...sealed, createdBy: userId, updatedBy: userId })
        .returning();
      if (!made) throw new Error("the key was not inserted");
      await recordAudit(tx, scope, auditOf("provider.key_add", "create", made));
      return made;
    }),
  );
  forgetModels();
  return viewOfKey(row, null);
}

/** Applies the given fields. */
export async function changeKey(
  scope: Scope,
  providerId: string,
  keyId: string,
  change: Change,
): Promise<ModelKeyView> {
  const { name, apiKey, weight, limits, status } = change;
  const row = await withMeanings(keyMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      await lockOwnProvider(tx, scope, providerId);
      const before = await findKey(tx, scope, providerId, keyId);
      const [after] = await tx
        .update(modelKeys)
        .set({
          ...(name === undefined ? {} : { name }),
          ...(weight === undefined ? {} : { weight }),
          ...(limits === undefined ? {} : { limits }),
          ...(status === undefined ? {} : { status }),
          ...(apiKey === undefined ? {} : sealFurtherKey(ownVault(), keyId, apiKey)),
          updatedBy: scope.userId,
          updatedAt: new Date(),
        })
        .where(eq(modelKeys.id, before.id))
        .returning();
      if (!after) throw new Error("the key was not updated");
      await recordAudit(tx, scope, { ...auditOf("provider.key_change", "update", after), before: noted(before) });
      return after;
    }),
  );
  forgetModels();
  return viewOfKey(row, null);
}

/** Removes a key. */
export async function removeKey(scope: Scope, providerId: string, keyId: string): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    await lockOwnProvider(tx, scope, providerId);
    const row = await findKey(tx, scope, providerId, keyId);
    await tx.delete(modelKeys).where(eq(modelKeys.id, row.id));
    await recordAudit(tx, scope, auditOf("provider.key_remove", "delete", row));
  });
  forgetModels();
}

/** Keys and the address they are sent to are changed one after the other. */
async function lockOwnProvider(tx: Transaction, scope: Scope, providerId: string): Promise<void> {
  const provider = await findProvider(tx, scope, providerId);
  if (provider.workspaceId === null) {
    throw new AppError("forbidden", "This belongs to the whole installation and can't be changed in a workspace.");
  }
  await tx
    .select({ id: modelProviders.id })
    .from(modelProviders)
    .where(eq(modelProviders.id, providerId))
    .for("update");
}

async function findKey(tx: Transaction, scope: Scope, providerId: string, keyId: string): Promise<KeyRow> {
  const [row] = await tx
    .select()
    .from(modelKeys)
    .where(
      and(eq(modelKeys.id, keyId), eq(modelKeys.providerId, providerId), eq(modelKeys.workspaceId, scope.workspaceId)),
    );
  if (!row) throw new AppError("not_found", "There is no such key.");
  return row;
}

const noted = ({ name, apiKeyHint, weight, limits, status }: KeyRow) => ({
  name,
  apiKeyHint,
  weight,
  limits: { ...limits },
  status,
});

function auditOf(action: AuditEvent["action"], eventType: AuditEvent["eventType"], row: KeyRow): AuditEvent {
  return {
    eventType,
    action,
    resource: { type: "provider", id: row.providerId, name: row.name },
    after: noted(row),
    sensitive: true,
  };
}
