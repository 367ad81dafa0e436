// Adds, replaces and deletes secrets. Values are sealed before they reach a statement and are noted nowhere.

import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { secrets } from "@/db/schema/access";
import { users } from "@/db/schema/identity";
import { tools } from "@/db/schema/tools";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { ownVault } from "../vault/own-vault";
import { type SecretView, usesInTheWay } from "./contract";
import { secretPlace } from "./secret-place";

// With the tables' names: a select from one table leaves them away, and here two have columns of the same name.
const references = sql`${workflowReferences} r where r.workspace_id = ${secrets}.workspace_id and r.kind = 'secret'`;
const names = sql`r.target_id = ${secrets}.name`;
const userName = (id: string) =>
  sql<string | null>`(select u.name from ${users} u where u.id = ${secrets}.${sql.identifier(id)})`;

const columns = {
  id: secrets.id,
  name: secrets.name,
  description: secrets.description,
  lastUsedAt: secrets.lastUsedAt,
  createdAt: secrets.createdAt,
  createdByName: userName("created_by"),
  updatedAt: secrets.updatedAt,
  updatedByName: userName("updated_by"),
  uses: sql<number>`(select count(*)::int from ${references} and ${names})`,
  workflows: sql<SecretView["workflows"]>`(
    select coalesce(json_agg(json_build_object('id', w.id, 'name', w.name,
      'inDraft', found.in_draft, 'isLive', found.is_live) order by w.name), '[]')
    from (
      select r.workflow_id, bool_or(r.version_id is null) as in_draft,
        bool_or(r.version_id = (select published_version_id from ${workflows} p where p.id = r.workflow_id)) is true as is_live
      from ${references} and ${names} group by r.workflow_id
    ) found join ${workflows} w on w.id = found.workflow_id)`,
  tools: sql<SecretView["tools"]>`(
    select coalesce(json_agg(json_build_object('id', t.id, 'name', t.display_name) order by t.display_name), '[]')
    from ${tools} t where t.workspace_id = ${secrets}.workspace_id and ${secrets}.name = any(t.secret_names))`,
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

/** Deletes a secret; throws `in_use` with what would miss it, unless forced. */
export async function deleteSecret(scope: Scope, secretId: string, options: { force?: boolean } = {}): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const secret = await findSecret(tx, secretId);
    const uses = usesInTheWay(secret);
    if (uses.length > 0 && !options.force) {
      const some = uses.slice(0, 3).map((use) => `“${use.name}”`);
      const more = uses.length > some.length ? ` and ${uses.length - some.length} more` : "";
      throw new AppError("in_use", `${secret.name} is used by ${some.join(", ")}${more}. Take it out there first.`, {
        params: { name: secret.name, count: uses.length },
        extra: { uses: { workflows: secret.workflows, tools: secret.tools } },
      });
    }
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
