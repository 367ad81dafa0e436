// Making and revoking API keys.

import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { withMeanings } from "@/db/errors";
import { apiKeys } from "@/db/schema/access";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import { forgetKey } from "../auth/find-key";
import type { Scope } from "../auth/scope";
import { newApiKey } from "../auth/token";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { ApiKeyView, createApiKeyBody } from "./contract";
import { grantableAgent, grantablePermissions } from "./policy";
import { readApiKeys } from "./queries";

/** Makes a key of the caller; its text is in this answer and nowhere else. */
export async function createApiKey(
  scope: Scope,
  input: z.output<typeof createApiKeyBody>,
): Promise<{ key: string; apiKey: ApiKeyView }> {
  const { userId, workspaceId } = scope;
  if (!userId) throw new AppError("forbidden", "A key belongs to a person.");
  const agentId = grantableAgent(scope, input.agentId);
  const permissions = grantablePermissions(scope, input.permissions, agentId);
  const { key, hash, prefix } = newApiKey();
  const id = newId();
  // The reference from key to agent holds within one workspace, so a foreign agent is as good as none.
  return withMeanings({ api_keys_agent_fk: "not_found" }, () =>
    withWorkspace(workspaceId, async (tx) => {
      await tx.insert(apiKeys).values({
        id,
        workspaceId,
        userId,
        agentId,
        name: input.name,
        prefix,
        keyHash: hash,
        permissions,
        allowedIps: input.allowedIps,
        rateLimit: input.rateLimit ?? null,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
        createdBy: userId,
      });
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "apikey.create",
        resource: { type: "api_key", id, name: input.name },
        after: {
          prefix,
          permissions,
          agentId,
          allowedIps: input.allowedIps,
          rateLimit: input.rateLimit ?? null,
          expiresAt: input.expiresAt ?? null,
        },
        riskLevel: "high",
      });
      const [apiKey] = await readApiKeys(tx, workspaceId, { id, limit: 1 });
      if (!apiKey) throw new Error("the key that was just made can't be read");
      return { key, apiKey };
    }),
  );
}

/** Revokes a key of the scope's workspace. */
export async function revokeApiKey(scope: Scope, keyId: string): Promise<void> {
  const hash = await withWorkspace(scope.workspaceId, async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(apiKeys.workspaceId, scope.workspaceId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
      .returning();
    if (!revoked) throw new AppError("not_found", "There is no such key.");
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "apikey.revoke",
      resource: { type: "api_key", id: keyId, name: revoked.name },
      riskLevel: "medium",
    });
    return revoked.keyHash;
  });
  forgetKey(hash);
}
