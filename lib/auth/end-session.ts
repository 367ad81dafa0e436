// Ending sessions. A revoked row counts from the next request on, whatever cookie a browser still holds.

import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sessions, users } from "@/db/schema/identity";
import { asSystem } from "@/db/system";
import type { AuditAction } from "../audit/action-rules";
import { recordAuditOf } from "../audit/record-audit";
import { listWorkspaceIds } from "./list-memberships";
import type { Person } from "./person";
import { hashToken } from "./token";

type Ended = Omit<Person, "sessionId" | "requestId"> & { requestId: string | null };

async function recordEnd(tx: Transaction, ended: Ended, action: AuditAction, sessionId: string | null): Promise<void> {
  const { userId: id, ip, userAgent, requestId } = ended;
  const [user] = await tx.select({ name: users.name }).from(users).where(eq(users.id, id));
  const name = user?.name ?? "";
  const actor = { id, type: "user", name, ip, userAgent, sessionId } as const;
  const workspaceIds = await listWorkspaceIds(tx, id);
  for (const workspaceId of workspaceIds.length > 0 ? workspaceIds : [null]) {
    await recordAuditOf(tx, workspaceId, actor, requestId, { eventType: "logout", action });
  }
}

/** Ends the session with this secret, if there is one. */
export async function endSessionOf(secret: string): Promise<void> {
  // Sessions belong to people, not to a workspace.
  await asSystem(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.tokenHash, hashToken(secret)), isNull(sessions.revokedAt)))
      .returning();
    if (!ended) return;
    const { id, userId, ip, userAgent } = ended;
    await recordEnd(tx, { userId, ip, userAgent, requestId: null }, "session.end", id);
  });
}

/** Ends one session of a user; false when the user has no such session. */
export async function endSession(ended: Ended, sessionId: string): Promise<boolean> {
  return asSystem(async (tx) => {
    const rows = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, ended.userId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id });
    if (rows.length === 0) return false;
    await recordEnd(tx, ended, "session.end", sessionId);
    return true;
  });
}

/** Ends every session of a user but the one to keep, inside a transaction of the system. */
export async function endSessionsIn(tx: Transaction, userId: string, keep: string | null): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), keep ? ne(sessions.id, keep) : undefined));
}

/** Signs a user out everywhere. */
export async function endAllSessions(ended: Ended): Promise<void> {
  await asSystem(async (tx) => {
    await endSessionsIn(tx, ended.userId, null);
    await recordEnd(tx, ended, "session.end_all", null);
  });
}
