// Adds a provider, with models where some are named. Server only.

import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { withMeanings } from "@/db/errors";
import { modelProviders, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { ownVault } from "../../vault/own-vault";
import type { createProvider as operation, ProviderView } from "../contract";
import { fillModel } from "../fill-model";
import { forgetModels } from "../load-model";
import { needsBaseUrl } from "../provider-rules";
import { sealHeaders, sealKey } from "../seal-provider";
import { viewOfProvider } from "../views";

export type NewProvider = z.output<NonNullable<(typeof operation)["body"]>>;

/** What a breach of a name's uniqueness means. */
export const nameMeanings = {
  model_providers_name_key: "name_taken",
  models_name_key: "name_taken",
  models_key: "name_taken",
} as const;

/** Adds the provider and its models; the first chat model becomes the default where there is none. */
export async function createProvider(scope: Scope, body: NewProvider): Promise<ProviderView> {
  const { workspaceId, userId } = scope;
  const { name, kind, apiVersion, auth, timeoutMs, retryCount } = body;
  const baseUrl = body.baseUrl === "" ? null : body.baseUrl;
  if (baseUrl === null && needsBaseUrl(kind)) throw addressMissing();
  const id = newId();
  const row = await withMeanings(nameMeanings, () =>
    withWorkspace(workspaceId, async (tx) => {
      const [made] = await tx
        .insert(modelProviders)
        .values({
          id,
          workspaceId,
          name,
          kind,
          baseUrl,
          apiVersion,
          auth,
          timeoutMs,
          retryCount,
          limits: body.limits,
          ...sealKey(ownVault(), id, body.apiKey),
          ...sealHeaders(ownVault(), id, body.headers),
          createdBy: userId,
          updatedBy: userId,
        })
        .returning();
      if (!made) throw new Error("the provider was not inserted");
      if (body.models.length > 0) {
        const chosen = and(eq(models.workspaceId, workspaceId), eq(models.type, "chat"), eq(models.isDefault, true));
        const hasDefault = (await tx.select({ id: models.id }).from(models).where(chosen).limit(1)).length > 0;
        const first = hasDefault ? -1 : body.models.findIndex(({ type }) => type === "chat");
        await tx.insert(models).values(
          body.models.map((given, i) => ({
            ...fillModel(made, given),
            workspaceId,
            isDefault: i === first,
            createdBy: userId,
            updatedBy: userId,
          })),
        );
      }
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "provider.create",
        resource: { type: "provider", id, name },
        after: { name, kind, baseUrl, models: body.models.map(({ modelId }) => modelId) },
      });
      return made;
    }),
  );
  forgetModels();
  return viewOfProvider(row, { keyCount: 0, pause: null });
}

/** The failure of a kind that has no address of its own. */
export function addressMissing(): AppError {
  const message = "This kind of provider needs an address.";
  return new AppError("invalid_request", message, { details: [{ path: "baseUrl", code: "required", message }] });
}
