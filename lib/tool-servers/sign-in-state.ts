// What is kept of a sign-in to a tool server: how this installation is registered there, its tokens, and what a sign-in
// under way needs to come to its end. Pure.

import type { OAuthDiscoveryState } from "@modelcontextprotocol/sdk/client/auth.js";
import type { OAuthClientInformationMixed, OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";

export interface SignIn {
  client?: OAuthClientInformationMixed;
  tokens?: OAuthTokens;
  /** Milliseconds since 1970; absent = not known. */
  expiresAt?: number;
  discovery?: OAuthDiscoveryState;
  pending?: { nonce: string; verifier: string; userId: string; until: number };
}

/** Before a token ends it counts as ended: a request takes time. */
const leewayMs = 30_000;

/** The sign-in with new tokens; a refresh token that is not sent again stays good. */
export function withTokens(signIn: SignIn, tokens: OAuthTokens, now: number): SignIn {
  const { expiresAt: _, pending: __, ...rest } = signIn;
  const refresh = tokens.refresh_token ?? signIn.tokens?.refresh_token;
  return {
    ...rest,
    tokens: { ...tokens, ...(refresh === undefined ? {} : { refresh_token: refresh }) },
    ...(tokens.expires_in === undefined ? {} : { expiresAt: now + tokens.expires_in * 1_000 }),
  };
}

export function isOver(signIn: SignIn, now: number): boolean {
  return signIn.expiresAt !== undefined && signIn.expiresAt - leewayMs < now;
}

/** How a sign-in stands, for people. */
export function stateOf(signIn: SignIn, now: number, isRefused: boolean): "needed" | "connected" | "expired" {
  if (!signIn.tokens) return "needed";
  if (isRefused || (isOver(signIn, now) && !signIn.tokens.refresh_token)) return "expired";
  return "connected";
}
