// Changes of a conversation by the person whose it is.

import { eq } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { cancelOpenRun } from "../runs/cancel-run";
import type { ConversationView } from "./contract";
import { findConversation, viewOfConversation } from "./queries";

/** Renames or pins a conversation. */
export async function updateConversation(
  scope: Scope,
  conversationId: string,
  change: { title?: string | undefined; pinned?: boolean | undefined },
): Promise<ConversationView> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findConversation(tx, scope, conversationId);
    const set = {
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.pinned === undefined ? {} : { pinned: change.pinned }),
    };
    await tx
      .update(conversations)
      .set({ ...set, updatedAt: new Date() })
      .where(eq(conversations.id, conversationId));
    return viewOfConversation(await findConversation(tx, scope, conversationId));
  });
}

/** Deletes a conversation for its person; it is purged later. An answer under way is stopped. */
export async function deleteConversation(scope: Scope, conversationId: string): Promise<void> {
  const row = await withWorkspace(scope.workspaceId, async (tx) => {
    const found = await findConversation(tx, scope, conversationId);
    await tx
      .update(conversations)
      .set({ status: "deleted", deletedAt: new Date() })
      .where(eq(conversations.id, conversationId));
    return found;
  });
  if (row.headRunId) await cancelOpenRun(scope, row.headRunId);
}
