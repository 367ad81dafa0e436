// Changes of a workspace and of what the installation may reach.

import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { withMeanings } from "@/db/errors";
import { systemSettings } from "@/db/schema/platform";
import { workspaces } from "@/db/schema/tenancy";
import { withWorkspace } from "@/db/scope";
import { asSystem } from "@/db/system";
import { type AuditActor, recordAudit, recordAuditOf } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { forgetAllowedAddresses } from "../settings/allowed-addresses";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { updateWorkspace as updateOperation, WorkspaceView } from "./contract";
import { getNetworkSettings, networkAllowKey, toWorkspace, type WorkspaceRow } from "./queries";

type WorkspaceChange = z.output<NonNullable<(typeof updateOperation)["body"]>>;

function noted(view: WorkspaceView): JsonObject {
  return { name: view.name, slug: view.slug, languages: view.languages, quotas: view.quotas };
}

/** The settings of a workspace after a change; what they hold besides stays. */
function settingsAfter(held: WorkspaceRow, { languages, quotas }: WorkspaceChange): JsonObject {
  const named = Object.entries({ ...toWorkspace(held).quotas, ...quotas }).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return {
    ...held.settings,
    ...(languages ? { languages: [...new Set(languages)] } : {}),
    ...(quotas ? { quotas: Object.fromEntries(named) } : {}),
  };
}

/** Changes name, address, languages or limits of the scope's workspace; what is not given stays. */
export async function updateWorkspace(scope: Scope, change: WorkspaceChange): Promise<WorkspaceView> {
  const meanings = { workspaces_slug_key: "slug_taken", workspaces_name_key: "name_taken" } as const;
  return withMeanings(meanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const mine = eq(workspaces.id, scope.workspaceId);
      const [held] = await tx.select().from(workspaces).where(mine).for("update");
      if (!held) throw new AppError("not_found", "There is no such workspace.");
      const [row] = await tx
        .update(workspaces)
        .set({
          name: change.name ?? held.name,
          slug: change.slug ?? held.slug,
          settings: settingsAfter(held, change),
          updatedBy: scope.userId,
        })
        .where(mine)
        .returning();
      const view = toWorkspace(row ?? held);
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "workspace.update",
        resource: { type: "workspace", id: view.id, name: view.name },
        before: noted(toWorkspace(held)),
        after: noted(view),
        riskLevel: "medium",
      });
      return view;
    }),
  );
}

/** Replaces the list of private addresses that may be called from anywhere in the installation. */
export async function updateNetworkSettings(
  by: { actor: AuditActor; workspaceId: string | null; requestId: string },
  allow: readonly string[],
): Promise<{ allow: string[] }> {
  const before = await getNetworkSettings();
  const after = { allow: [...new Set(allow)].sort() };
  // Settings belong to the installation.
  await asSystem(async (tx) => {
    await tx
      .insert(systemSettings)
      .values({
        key: networkAllowKey,
        value: after.allow,
        type: "array",
        category: "network",
        description: "Private addresses that nodes and providers may call.",
        updatedBy: by.actor.id,
      })
      .onConflictDoUpdate({
        target: systemSettings.key,
        set: {
          value: after.allow,
          previousValue: sql`${systemSettings.value}`,
          version: sql`${systemSettings.version} + 1`,
          updatedBy: by.actor.id,
          updatedAt: sql`now()`,
        },
      });
    await recordAuditOf(tx, by.workspaceId, by.actor, by.requestId, {
      eventType: "update",
      action: "settings.network",
      resource: { type: "setting", id: networkAllowKey },
      before,
      after,
      riskLevel: "high",
    });
  });
  forgetAllowedAddresses();
  return after;
}
