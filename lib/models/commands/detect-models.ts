// Asks a provider what it says of the models that were added, and takes over what nobody changed. Server only.

import { and, asc, eq } from "drizzle-orm";
import { models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { listProviderModels } from "../../ai/list-models";
import type { Fetch } from "../../ai/provider-fetch";
import type { ModelFacts } from "../../ai/read-model-facts";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { Fault } from "../contract";
import { detectedOf, followDetected } from "../detected-facts";
import { forgetModels } from "../load-model";
import { openProvider } from "../open-access";
import { providerFetch } from "../provider-fetch";
import { findProvider } from "../queries";
import { faultOf } from "./check-provider";

/** Takes over what is told of the models of a provider of the workspace. */
export async function detectModels(scope: Scope, providerId: string, fetch: Fetch = providerFetch) {
  const { workspaceId } = scope;
  const row = await withWorkspace(workspaceId, (tx) => findProvider(tx, scope, providerId));
  if (row.workspaceId === null) {
    throw new AppError("forbidden", "This belongs to the whole installation and can't be changed in a workspace.");
  }
  const { said, fault } = await askProvider(row, fetch);
  const items = await withWorkspace(workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(models)
      .where(and(eq(models.providerId, providerId), eq(models.workspaceId, workspaceId)))
      .orderBy(asc(models.id))
      .for("update");
    const found: { id: string; name: string; changed: string[] }[] = [];
    for (const model of rows) {
      const now = detectedOf(row, model.modelId, said.get(model.modelId) ?? null, new Date());
      if (!now) continue;
      // What was never detected was filled in from the list of known models, if from anywhere.
      const before = model.detected ?? detectedOf(row, model.modelId, null, new Date()) ?? {};
      const change = followDetected(model, before, now);
      const changed = Object.keys(change);
      const more = changed.length > 0 ? { updatedBy: scope.userId, updatedAt: new Date() } : {};
      await tx
        .update(models)
        .set({ ...change, ...more, detected: now })
        .where(eq(models.id, model.id));
      found.push({ id: model.id, name: model.displayName, changed });
    }
    const changedModels = found.filter(({ changed }) => changed.length > 0);
    if (changedModels.length > 0) {
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "model.update",
        resource: { type: "provider", id: providerId, name: row.name },
        after: { detected: changedModels.map(({ name, changed }) => `${name}: ${changed.join(", ")}`) },
      });
    }
    return found;
  });
  forgetModels();
  return { fault, items };
}

async function askProvider(
  row: Parameters<typeof openProvider>[0],
  fetch: Fetch,
): Promise<{ said: Map<string, ModelFacts>; fault: Fault | null }> {
  try {
    const listed = (await listProviderModels(openProvider(row), fetch)) ?? [];
    return { said: new Map(listed.map(({ id, facts }) => [id, facts])), fault: null };
  } catch (error) {
    return { said: new Map(), fault: faultOf(error) };
  }
}
