// A browser's session: sets and clears its cookies, and lets the account's stored choices decide the first page's
// language, theme and time zone. Works only inside a request that Next handles.

import { cookies } from "next/headers";
import { localeCookie, themeCookie, timeZoneCookie } from "../i18n/cookies";
import { AppError } from "../shared/errors";
import { getSessionView } from "./account-queries";
import type { Account, SessionView } from "./contract";
import { findSession } from "./find-session";
import { causeOfAuthError, signIn, signOut } from "./next-auth";
import { openSessionCookie, sessionCookieName } from "./session-cookie";
import { hashToken } from "./token";

const yearS = 365 * 24 * 3600;

/** Choices of a reader: null takes one back, absent leaves it as it is. */
export type Choices = { [K in keyof Account["preferences"]]?: Account["preferences"][K] | null | undefined };

/** Keeps choices in the cookies that pages are rendered from. */
export async function keepChoices({ language, timezone, theme }: Choices): Promise<void> {
  const jar = await cookies();
  const entries = [
    [localeCookie, language],
    [timeZoneCookie, timezone],
    [themeCookie, theme],
  ] as const;
  for (const [name, value] of entries) {
    if (value === null) jar.delete(name);
    else if (value !== undefined) jar.set(name, value, { path: "/", maxAge: yearS, sameSite: "lax" });
  }
}

/** Signs in with a password and gives the browser its cookie; throws `sign_in_failed` or `sign_in_limited`. */
export async function openBrowserSession(identifier: string, password: string): Promise<SessionView> {
  try {
    await signIn("credentials", { identifier, password, redirect: false });
  } catch (error) {
    throw causeOfAuthError(error);
  }
  const value = (await cookies()).get(sessionCookieName())?.value;
  const secret = value ? await openSessionCookie(value) : null;
  const session = secret ? await findSession(hashToken(secret), null) : null;
  if (!session) throw new AppError("internal", "The session that was just made can't be read.");
  const view = await getSessionView(session.userId, null);
  const { language, timezone, theme } = view.account.preferences;
  // What was never chosen stays as this browser has it.
  await keepChoices({
    language: language ?? undefined,
    timezone: timezone ?? undefined,
    theme: theme === "system" ? undefined : theme,
  });
  return view;
}

/** Ends the browser's session and takes its cookie away. */
export async function closeBrowserSession(): Promise<void> {
  await signOut({ redirect: false });
}
