// Changes of one's own account: name, preferences, password. Takes a person, never a key.

import { eq } from "drizzle-orm";
import type { z } from "zod";
import { withMeanings } from "@/db/errors";
import { type UserPreferences, users } from "@/db/schema/identity";
import { asSystem } from "@/db/system";
import { recordAuditOf } from "../audit/record-audit";
import { AppError } from "../shared/errors";
import { toAccount } from "./account-queries";
import { checkNewPassword } from "./check-new-password";
import type { Account, changePassword as changePasswordOperation, updateAccount as updateOperation } from "./contract";
import { endSessionsIn } from "./end-session";
import { listWorkspaceIds } from "./list-memberships";
import { hashPassword, verifyPassword } from "./password-hash";
import type { Person } from "./person";
import { countAttempt, forgiveAttempts } from "./sign-in-limits";

async function readUser(userId: string) {
  const [user] = await asSystem((tx) => tx.select().from(users).where(eq(users.id, userId)));
  if (!user) throw new AppError("not_found", "There is no such account.");
  return user;
}

type AccountChange = z.output<NonNullable<(typeof updateOperation)["body"]>>;

/** Preferences with a change put on top: what is null is forgotten, what is absent stays. */
export function mergePreferences(held: UserPreferences, change: AccountChange["preferences"]): UserPreferences {
  const entries = Object.entries({ ...held, ...change }).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries);
}

/** Changes name, username or preferences; what is not given stays. */
export async function updateAccount(userId: string, change: AccountChange): Promise<Account> {
  return withMeanings({ users_username_key: "name_taken" }, () =>
    // An account belongs to no workspace.
    asSystem(async (tx) => {
      const [held] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
      if (!held) throw new AppError("not_found", "There is no such account.");
      const [user] = await tx
        .update(users)
        .set({
          name: change.name ?? held.name,
          username: change.username ?? held.username,
          preferences: mergePreferences(held.preferences, change.preferences),
        })
        .where(eq(users.id, userId))
        .returning();
      return toAccount(user ?? held);
    }),
  );
}

/** Replaces the password after the present one was given again, and ends every other session. */
export async function changePassword(
  actor: Person,
  change: z.output<NonNullable<(typeof changePasswordOperation)["body"]>>,
): Promise<void> {
  const user = await readUser(actor.userId);
  checkNewPassword(change.password, [user.email, user.username]);
  const { refusal } = await countAttempt(user.id, actor.ip);
  if (refusal) throw refusal;
  if (!(await verifyPassword(user.passwordHash, change.currentPassword))) {
    throw new AppError("sign_in_failed", "The present password is wrong.", {
      details: [{ path: "currentPassword", code: "wrong_password", message: "The present password is wrong." }],
    });
  }
  await forgiveAttempts(user.id, actor.ip);
  await setPassword(user.id, change.password, { ...actor, name: user.name, keepSession: actor.sessionId });
}

/** Stores a new password and ends the user's sessions but one. Whether that may be done was decided before. */
export async function setPassword(
  userId: string,
  password: string,
  by: {
    name: string;
    ip: string | null;
    userAgent: string | null;
    keepSession: string | null;
    requestId: string | null;
  },
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await asSystem(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endSessionsIn(tx, userId, by.keepSession);
    const { name, ip, userAgent, keepSession: sessionId } = by;
    const actor = { id: userId, type: sessionId ? "user" : "system", name, ip, userAgent, sessionId } as const;
    for (const workspaceId of await listWorkspaceIds(tx, userId)) {
      await recordAuditOf(tx, workspaceId, actor, by.requestId, {
        eventType: "update",
        action: "password.change",
        resource: { type: "user", id: userId, name },
        riskLevel: "high",
      });
    }
  });
}
