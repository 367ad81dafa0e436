// The cookie that carries a session: an encrypted token made by next-auth whose only use to us is the session's
// secret. The cookie lives long; the row it leads to decides. Knows no table.

import { decode } from "next-auth/jwt";
import { env } from "../env";

/** How long a browser keeps the cookie, in seconds; the session may end much earlier. */
export const cookieMaxAge = 400 * 24 * 3600;

/** Whether people reach us over https, so that cookies may insist on it. */
export function usesSecureCookies(): boolean {
  return env().publicUrl.startsWith("https:");
}

/** The name of the session's cookie. */
export function sessionCookieName(): string {
  return usesSecureCookies() ? "__Secure-authjs.session-token" : "authjs.session-token";
}

function cookieNamed(name: string, header: string): string | null {
  for (const part of header.split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

const maxKnown = 2000;
// Decrypting takes a key derivation each time, and the same cookie comes with every request of a page.
const known = new Map<string, string>();

/** The session's secret inside a cookie's value; null when it isn't one of ours. */
export async function openSessionCookie(value: string): Promise<string | null> {
  const remembered = known.get(value);
  if (remembered) return remembered;
  const claims = await decode({ token: value, secret: env().authSecret, salt: sessionCookieName() }).catch(() => null);
  const secret = typeof claims?.sid === "string" ? claims.sid : null;
  if (!secret) return null;
  if (known.size >= maxKnown) known.clear();
  known.set(value, secret);
  return secret;
}

/** The session's secret that a request carries; null when there is none. */
export async function readSessionCookie(headers: Headers): Promise<string | null> {
  const value = cookieNamed(sessionCookieName(), headers.get("cookie") ?? "");
  return value ? openSessionCookie(value) : null;
}
