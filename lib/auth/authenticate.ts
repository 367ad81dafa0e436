// Who sent a request: a session's cookie or an API key becomes a caller, with the workspace it may act in. The one
// place where credentials are read. Decides nothing about what the caller may do.

import { clientAddress } from "../http/client-address";
import { ipAllowed } from "./allowed-ips";
import { findKey, type KeyHolder } from "./find-key";
import { findSession, type SessionHolder } from "./find-session";
import { countKeyRequest } from "./key-limits";
import type { Scope } from "./scope";
import { readSessionCookie } from "./session-cookie";
import { hashToken, isApiKey } from "./token";

export interface Caller {
  via: "session" | "key";
  /** A browser sends cookies by itself, so that changes need a check of where the request came from. */
  viaCookie: boolean;
  userId: string;
  isSystemAdmin: boolean;
  sessionId: string | null;
  /** Null where the request names no workspace, or one that the caller isn't a member of. */
  scope: Scope | null;
}

const bearer = /^bearer\s+(.*)$/i;

function sentKey(headers: Headers): string | null {
  const authorization = headers.get("authorization");
  // Other schemes are for a proxy in front of us.
  return headers.get("x-api-key")?.trim() ?? bearer.exec(authorization ?? "")?.[1]?.trim() ?? null;
}

function actorOf(request: Request, name: string, sessionId: string | null): Scope["actor"] {
  const userAgent = request.headers.get("user-agent")?.slice(0, 400) ?? null;
  return { name, ip: clientAddress(request.headers), userAgent, sessionId };
}

function callerOfKey(request: Request, requestId: string, key: KeyHolder): Caller | null {
  const actor = actorOf(request, key.name, null);
  if (!ipAllowed(key.allowedIps, actor.ip)) return null;
  countKeyRequest(key.id, key.rateLimit);
  const { userId, isSystemAdmin, workspaceId, agentId, permissions } = key;
  return {
    via: "key",
    viaCookie: false,
    userId,
    isSystemAdmin,
    sessionId: null,
    scope: { workspaceId, userId, apiKeyId: key.id, agentId, permissions, actor, requestId },
  };
}

function callerOfSession(request: Request, requestId: string, session: SessionHolder): Caller {
  const { userId, isSystemAdmin, workspaceId, permissions } = session;
  const actor = actorOf(request, session.userName, session.id);
  return {
    via: "session",
    viaCookie: true,
    userId,
    isSystemAdmin,
    sessionId: session.id,
    scope: workspaceId ? { workspaceId, userId, apiKeyId: null, agentId: null, permissions, actor, requestId } : null,
  };
}

/**
 * The caller of a request; null when it carries no credential, or one that is not, or no longer, good. Throws
 * `rate_limited` where a key has made too many.
 */
export async function authenticate(request: Request, requestId: string): Promise<Caller | null> {
  // A credential that was sent on purpose is judged alone: a wrong key never falls back to the browser's session.
  const key = sentKey(request.headers);
  if (key !== null) {
    const found = isApiKey(key) ? await findKey(hashToken(key)) : null;
    return found && callerOfKey(request, requestId, found);
  }
  const secret = await readSessionCookie(request.headers);
  if (!secret) return null;
  const session = await findSession(hashToken(secret), request.headers.get("weft-workspace"));
  return session && callerOfSession(request, requestId, session);
}
