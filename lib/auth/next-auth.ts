// next-auth with our accounts: it makes, encrypts and clears the cookie; whether a session holds is decided by its
// row. The only module that configures it.

import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "../env";
import { clientAddress } from "../http/client-address";
import { log } from "../log";
import { AppError } from "../shared/errors";
import { endSessionOf } from "./end-session";
import { findSession } from "./find-session";
import { cookieMaxAge, usesSecureCookies } from "./session-cookie";
import { startSession } from "./start-session";
import { hashToken } from "./token";

/** Carries our refusal through next-auth, which lets only its own kind of error pass. */
class SignInRefused extends CredentialsSignin {
  constructor(readonly refusal: AppError) {
    super(refusal.message);
    this.code = refusal.code;
  }
}

const credentials = z.object({ identifier: z.string().trim().min(1).max(254), password: z.string().min(1).max(800) });

const provider = Credentials({
  credentials: { identifier: {}, password: { type: "password" } },
  async authorize(given, request) {
    const parsed = credentials.safeParse(given);
    if (!parsed.success) return null;
    const userAgent = request.headers.get("user-agent")?.slice(0, 400) ?? null;
    try {
      const ip = clientAddress(request.headers);
      const session = await startSession({ ...parsed.data, ip, userAgent, requestId: null });
      return { id: session.userId, sid: session.secret };
    } catch (error) {
      throw error instanceof AppError ? new SignInRefused(error) : error;
    }
  },
});

function configure(): NextAuthConfig {
  const { authSecret, publicUrl, publicUrlGiven } = env();
  // next-auth reads the public address from here only; without it, it would believe the Host header.
  if (publicUrlGiven) process.env.AUTH_URL ??= publicUrl;
  return {
    providers: [provider],
    secret: authSecret,
    trustHost: true,
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: cookieMaxAge },
    pages: { signIn: "/login", error: "/login" },
    callbacks: {
      async jwt({ token, user }) {
        if (user && "sid" in user) return { ...token, sid: user.sid };
        const alive = typeof token.sid === "string" && (await findSession(hashToken(token.sid), null));
        return alive ? token : null;
      },
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub ?? "" } }),
      redirect: ({ url, baseUrl }) => (URL.parse(url, baseUrl)?.origin === baseUrl ? url : baseUrl),
    },
    events: {
      async signOut(message) {
        if ("token" in message && typeof message.token?.sid === "string") await endSessionOf(message.token.sid);
      },
    },
    logger: {
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) log.error({ err: error }, "sign-in failed on our side");
      },
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

export const { handlers, signIn, signOut } = NextAuth(configure);

/** What went wrong, as our own error where it was one of ours. */
export function causeOfAuthError(error: unknown): unknown {
  if (error instanceof SignInRefused) return error.refusal;
  if (error instanceof AuthError && error.cause?.err) return error.cause.err;
  return error;
}
