// Changes a provider. A key that is kept never goes to another server than the one it was entered for. Server only.

import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { modelProviders, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError, type ErrorDetail } from "../../shared/errors";
import { ownVault } from "../../vault/own-vault";
import type { updateProvider as operation, ProviderView } from "../contract";
import { forgetModels } from "../load-model";
import { isSameServer, needsBaseUrl } from "../provider-rules";
import { viewProvider } from "../queries";
import { readProviderFacts } from "../read-facts";
import { sealHeaders, sealKey } from "../seal-provider";
import type { ProviderRow } from "../views";
import { addressMissing, nameMeanings } from "./create-provider";

type Change = z.output<NonNullable<(typeof operation)["body"]>>;

/** Applies the given fields. */
export async function updateProvider(scope: Scope, providerId: string, change: Change): Promise<ProviderView> {
  const own = and(eq(modelProviders.id, providerId), eq(modelProviders.workspaceId, scope.workspaceId));
  const view = await withMeanings(nameMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const [before] = await tx.select().from(modelProviders).where(own).for("update");
      if (!before) throw new AppError("not_found", "There is no such provider here that can be changed.");
      checkAddress(before, change, await countKeys(tx, providerId));
      const [after] = await tx
        .update(modelProviders)
        .set(columnsOf(scope, before, change))
        .where(own)
        .returning();
      if (!after) throw new Error("the provider was not updated");
      if (after.name !== before.name) {
        const suffix = sql`case when ${models.type} = 'chat' then '' else '#' || ${models.type} end`;
        await tx
          .update(models)
          .set({ name: sql`${`${after.name}/`} || ${models.modelId} || ${suffix}` })
          .where(and(eq(models.workspaceId, scope.workspaceId), eq(models.providerId, providerId)));
      }
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "provider.update",
        resource: { type: "provider", id: providerId, name: after.name },
        before: noted(before),
        after: noted(after),
        metadata: { keyReplaced: change.apiKey !== undefined, headersReplaced: change.headers !== undefined },
      });
      return viewProvider(tx, after);
    }),
  );
  forgetModels();
  return view;
}

function columnsOf(scope: Scope, before: ProviderRow, change: Change): Partial<typeof modelProviders.$inferInsert> {
  const { apiKey, headers, status, name, baseUrl, apiVersion, auth, timeoutMs, retryCount, limits } = change;
  const isNewWay = [baseUrl, apiVersion, auth, apiKey, headers].some((value) => value !== undefined);
  return {
    ...(name === undefined ? {} : { name }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(auth === undefined ? {} : { auth }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retryCount === undefined ? {} : { retryCount }),
    ...(limits === undefined ? {} : { limits }),
    ...(apiKey === undefined ? {} : sealKey(ownVault(), before.id, apiKey)),
    ...(headers === undefined ? {} : sealHeaders(ownVault(), before.id, headers)),
    // What was learnt of the earlier connection says nothing of the new one.
    ...(isNewWay && before.status !== "disabled" ? { status: "unchecked" as const, lastError: null } : {}),
    ...(status === undefined ? {} : { status }),
    updatedBy: scope.userId,
    updatedAt: new Date(),
  };
}

async function countKeys(tx: Transaction, providerId: string): Promise<number> {
  return (await readProviderFacts(tx, [providerId])).get(providerId)?.keyCount ?? 0;
}

function checkAddress(before: ProviderRow, change: Change, keys: number): void {
  const next = change.baseUrl === undefined ? before.baseUrl : change.baseUrl;
  if (next === null && needsBaseUrl(before.kind)) throw addressMissing();
  if (isSameServer(before.baseUrl, next)) return;
  const missing: ErrorDetail[] = [];
  const add = (path: string, message: string) => missing.push({ path, code: "enter_again", message });
  if (before.apiKey !== null && change.apiKey === undefined) add("apiKey", "Enter the key for the new address.");
  if (before.headers !== null && change.headers === undefined) add("headers", "Enter the headers for the new address.");
  if (keys > 0) add("keys", "Remove the further keys of this provider before its address changes.");
  const [first] = missing;
  if (first) throw new AppError("invalid_request", first.message, { details: missing });
}

function noted(row: ProviderRow) {
  const { name, baseUrl, apiVersion, timeoutMs, retryCount, status, apiKeyHint } = row;
  return { name, baseUrl, apiVersion, timeoutMs, retryCount, status, apiKeyHint };
}
