// Changes what the log of calls keeps. Server only.

import { eq, sql } from "drizzle-orm";
import { workspaces } from "@/db/schema/tenancy";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import type { CallLogSettings } from "./contract";
import { forgetLogSettings, readLogSettings } from "./log-settings";

/** Applies the given fields. */
export async function updateCallLogSettings(
  scope: Scope,
  change: { [K in keyof CallLogSettings]?: CallLogSettings[K] | undefined },
): Promise<CallLogSettings> {
  const own = eq(workspaces.id, scope.workspaceId);
  const settings = await withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx.select({ settings: workspaces.settings }).from(workspaces).where(own).for("update");
    if (!row) throw new AppError("not_found", "There is no such workspace.");
    const before = readLogSettings(row.settings);
    const after: CallLogSettings = {
      keepParameters: change.keepParameters ?? before.keepParameters,
      keepBodies: change.keepBodies ?? before.keepBodies,
    };
    const part = JSON.stringify({ callLog: after });
    await tx
      .update(workspaces)
      .set({ settings: sql`${workspaces.settings} || ${part}::jsonb` })
      .where(own);
    await recordAudit(tx, scope, {
      eventType: "update",
      action: "settings.calls",
      resource: { type: "workspace", id: scope.workspaceId },
      before: { ...before },
      after: { ...after },
      sensitive: true,
    });
    return after;
  });
  forgetLogSettings(scope.workspaceId);
  return settings;
}
