// Signing in: finds the account, counts the attempt, checks the password, writes the session. Says the same about an
// unknown account, a wrong password and an account that is not active. Knows no cookie.

import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { sessions, users } from "@/db/schema/identity";
import { asSystem } from "@/db/system";
import { type AuditActor, type AuditEvent, recordAuditOf } from "../audit/record-audit";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { sessionLifetimeS } from "./find-session";
import { findUser } from "./find-user";
import { listWorkspaceIds } from "./list-memberships";
import { verifyPassword } from "./password-hash";
import { countAttempt, forgiveAttempts } from "./sign-in-limits";
import { hashToken, newToken } from "./token";

export interface SignInAttempt {
  identifier: string;
  password: string;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
}

/** A session that was just made; the secret goes into the cookie and is nowhere else. */
export interface NewSession {
  secret: string;
  sessionId: string;
  userId: string;
}

type User = typeof users.$inferSelect;

function actorOf(attempt: SignInAttempt, user: User | undefined, sessionId: string | null): AuditActor {
  const { ip, userAgent } = attempt;
  // What was typed as an unknown account may well be a password in the wrong field.
  return { id: user?.id ?? null, type: "user", name: user?.name ?? "", ip, userAgent, sessionId };
}

/** Notes a sign-in in the log of each workspace it opens; in none where the account is unknown. */
async function recordSignIn(tx: Transaction, actor: AuditActor, requestId: string | null, event: AuditEvent) {
  const workspaceIds = actor.id ? await listWorkspaceIds(tx, actor.id) : [];
  for (const workspaceId of workspaceIds.length > 0 ? workspaceIds : [null]) {
    await recordAuditOf(tx, workspaceId, actor, requestId, event);
  }
}

async function refuse(attempt: SignInAttempt, user: User | undefined, error: AppError): Promise<never> {
  await asSystem((tx) =>
    recordSignIn(tx, actorOf(attempt, user, null), attempt.requestId, {
      eventType: "login",
      action: "session.start",
      result: "failure",
      resultCode: error.code,
      riskLevel: "medium",
    }),
  );
  throw error;
}

/** Starts a session for whoever gives the right password; throws `sign_in_failed` or `sign_in_limited`. */
export async function startSession(attempt: SignInAttempt): Promise<NewSession> {
  const user = await findUser(attempt.identifier);
  const account = user?.id ?? hashToken(attempt.identifier.toLowerCase());
  const { refusal, isFirst } = await countAttempt(account, attempt.ip);
  // The attempts after it are not noted: whoever guesses can't fill the log.
  if (refusal && isFirst) return refuse(attempt, user, refusal);
  if (refusal) throw refusal;
  const fits = await verifyPassword(user?.passwordHash ?? null, attempt.password);
  if (!user || !fits || user.status !== "active") {
    return refuse(attempt, user, new AppError("sign_in_failed", "Account or password is wrong."));
  }
  const session = await writeSession(user, attempt);
  await forgiveAttempts(account, attempt.ip);
  return session;
}

async function writeSession(user: User, attempt: SignInAttempt): Promise<NewSession> {
  const secret = newToken();
  const sessionId = newId();
  const lifetimeS = user.sessionTimeoutS ?? sessionLifetimeS;
  await asSystem(async (tx) => {
    await tx.insert(sessions).values({
      id: sessionId,
      userId: user.id,
      tokenHash: hashToken(secret),
      ip: attempt.ip,
      userAgent: attempt.userAgent,
      expiresAt: sql`now() + make_interval(secs => ${lifetimeS})`,
    });
    await tx
      .update(users)
      .set({ lastLoginAt: sql`now()`, loginCount: sql`${users.loginCount} + 1` })
      .where(eq(users.id, user.id));
    await recordSignIn(tx, actorOf(attempt, user, sessionId), attempt.requestId, {
      eventType: "login",
      action: "session.start",
    });
  });
  return { secret, sessionId, userId: user.id };
}
