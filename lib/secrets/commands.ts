// Adds, replaces and deletes secrets. Values are sealed before they reach a statement and are noted nowhere.

import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { secrets } from "@/db/schema/access";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { ownVault } from "../vault/own-vault";
import type { SecretView } from "./contract";
import { secretPlace } from "./secret-place";

// With the tables' names: a select from one table leaves them away, and here two have columns of the same name.
const references = sql`${workflowReferences} r where r.workspace_id = ${secrets}.workspace_id and r.kind = 'secret'`;
const names = sql`r.target_id = ${secrets}.name`;

const columns = {
  id: secrets.id,
  name: secrets.name,
  description: secrets.description,
  lastUsedAt: secrets.lastUsedAt,
  createdAt: secrets.createdAt,
  updatedAt: secrets.updatedAt,
  uses: sql<number>`(select count(*)::int from ${references} and ${names})`,
  workflows: sql<SecretView["workflows"]>`(
    select coalesce(json_agg(json_build_object('id', w.id, 'name', w.name) order by w.name), '[]')
    from ${workflows} w where w.workspace_id = ${secrets}.workspace_id
      and exists (select from ${references} and r.workflow_id = w.id and ${names}))`,
};

function selectSecrets(tx: Transaction) {
  return tx.select(columns).from(secrets);
}

function viewOf(row: Awaited<ReturnType<typeof selectSecrets>>[number]): SecretView {
  return {
    ...row,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

async function findSecret(tx: Transaction, secretId: string): Promise<SecretView> {
  const [row] = await selectSecrets(tx).where(eq(secrets.id, secretId));
  if (!row) throw new AppError("not_found", "There is no such secret.");
  return viewOf(row);
}

/** Every secret of the workspace, by name. */
export async function listSecrets(scope: Scope): Promise<{ items: SecretView[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => ({
    items: (await selectSecrets(tx).where(eq(secrets.workspaceId, scope.workspaceId)).orderBy(secrets.name)).map(
      viewOf,
    ),
  }));
}

/** Adds a secret. */
export async function createSecret(
  scope: Scope,
  given: { name: string; value: string; description: string },
): Promise<SecretView> {
  const id = newId();
  return withMeanings({ secrets_name_key: "name_taken" }, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      await tx.insert(secrets).values({
        id,
        workspaceId: scope.workspaceId,
        name: given.name,
        description: given.description,
        value: ownVault().seal(given.value, secretPlace(id)),
        createdBy: scope.userId,
        updatedBy: scope.userId,
      });
      await note(tx, scope, "create", { id, name: given.name });
      return findSecret(tx, id);
    }),
  );
}

/** Replaces a secret's value or description. */
export async function updateSecret(
  scope: Scope,
  secretId: string,
  change: { value?: string | undefined; description?: string | undefined },
): Promise<SecretView> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const before = await findSecret(tx, secretId);
    await tx
      .update(secrets)
      .set({
        ...(change.value === undefined ? {} : { value: ownVault().seal(change.value, secretPlace(secretId)) }),
        ...(change.description === undefined ? {} : { description: change.description }),
        updatedBy: scope.userId,
      })
      .where(eq(secrets.id, secretId));
    await note(tx, scope, "update", before);
    return findSecret(tx, secretId);
  });
}

/** Deletes a secret. */
export async function deleteSecret(scope: Scope, secretId: string): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const secret = await findSecret(tx, secretId);
    await tx.delete(secrets).where(eq(secrets.id, secretId));
    await note(tx, scope, "delete", secret);
  });
}

async function note(
  tx: Transaction,
  scope: Scope,
  eventType: "create" | "update" | "delete",
  { id, name }: { id: string; name: string },
): Promise<void> {
  await recordAudit(tx, scope, {
    eventType,
    action: `secret.${eventType}`,
    resource: { type: "secret", id, name },
    riskLevel: "high",
  });
}
