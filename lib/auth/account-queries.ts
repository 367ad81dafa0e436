// Reads of one's own account. Every function takes the user's id from the caller, never from what was sent.

import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { sessions, users } from "@/db/schema/identity";
import { asSystem } from "@/db/system";
import { toPage } from "../http/page";
import { isLocale } from "../i18n/locales";
import { AppError } from "../shared/errors";
import type { Account, SessionView, UserSession } from "./contract";
import { listMemberships } from "./list-memberships";

export type UserRow = typeof users.$inferSelect;

/** A user's row as the account that pages and the API show. */
export function toAccount(user: UserRow): Account {
  const { language, timezone, theme } = user.preferences;
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    name: user.name,
    isSystemAdmin: user.isSystemAdmin,
    preferences: {
      language: isLocale(language) ? language : null,
      timezone: timezone ?? null,
      theme: theme ?? "system",
    },
    createdAt: user.createdAt.toISOString(),
  };
}

/** The account of a user. */
export async function getAccount(userId: string): Promise<Account> {
  // An account belongs to no workspace.
  const [user] = await asSystem((tx) => tx.select().from(users).where(eq(users.id, userId)));
  if (!user) throw new AppError("not_found", "There is no such account.");
  return toAccount(user);
}

/** The account with the workspaces it can name; only the key's own for an API key. */
export async function getSessionView(userId: string, onlyWorkspace: string | null): Promise<SessionView> {
  const [account, all] = await Promise.all([getAccount(userId), listMemberships(userId)]);
  return { account, workspaces: onlyWorkspace ? all.filter(({ id }) => id === onlyWorkspace) : all };
}

/** Where a user is signed in, the latest sign-in first. */
export async function listSessions(
  userId: string,
  currentId: string | null,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: UserSession[]; nextCursor: string | null }> {
  const rows = await asSystem((tx) =>
    tx
      .select()
      .from(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, sql`now()`),
          page.cursor ? lt(sessions.id, page.cursor) : undefined,
        ),
      )
      .orderBy(desc(sessions.id))
      .limit(page.limit + 1),
  );
  const items = rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === currentId,
    ip: row.ip,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }));
  return toPage(items, page.limit, (item) => item.id);
}
