// Tokens for requests to a server that is signed in to: read from its row, renewed before they end. One process renews
// at a time, because a refresh token may be good for one use; no transaction is open while the other side is asked.
// Server only.

import { refreshAuthorization } from "@modelcontextprotocol/sdk/client/auth.js";
import { InvalidGrantError } from "@modelcontextprotocol/sdk/server/auth/errors.js";
import type { OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import { and, eq } from "drizzle-orm";
import { toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { log } from "../log";
import type { HttpAccess } from "../mcp/server-target";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { claimMs, claimRenewal } from "./claim-renewal";
import { openSignIn, sealSignIn } from "./seal-server";
import { signInFetch } from "./server-fetch";
import { isOver, type SignIn, withTokens } from "./sign-in-state";

/** Past the end of a claim that nobody gave back. */
const waitMs = claimMs + 5_000;
const askAgainMs = 100;

interface Server {
  id: string;
  workspaceId: string;
}

/** Headers of a server that is signed in to, with its own beside them. */
export function signedInAccess(server: Server, sealed: string | null, own: Record<string, string>): HttpAccess {
  let held = openSignIn(server.id, sealed);
  let underWay: Promise<boolean> | null = null;
  const renewOnce = async () => {
    const before = held.tokens?.access_token;
    held = await renewTokens(server, before);
    return held.tokens !== undefined && held.tokens.access_token !== before;
  };
  // Calls that find out at the same time share what comes of it, a failure too.
  const renew = () => {
    underWay ??= renewOnce().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const authorization = () => (held.tokens ? `Bearer ${held.tokens.access_token}` : undefined);
  return {
    async headers() {
      if (isOver(held, Date.now())) await renew();
      const value = authorization();
      if (!value) throw new AppError("tool_server_unauthorized", "Nobody has signed in to the tool server yet.");
      return { ...own, authorization: value };
    },
    // A call may be told so late that its token is no good that others have been given here meanwhile.
    async renew(refused) {
      const value = authorization();
      return value !== undefined && value !== refused.authorization ? true : renew();
    },
  };
}

/** New tokens in place of those that are no good; what another process puts there meanwhile is taken. */
async function renewTokens(server: Server, before: string | undefined): Promise<SignIn> {
  const giveUpAt = systemClock.monotonic() + waitMs;
  for (;;) {
    const claim = await claimRenewal(server.id);
    try {
      // Read after the claim: whoever had it before has stored by now what came of it.
      const signIn = await readSignIn(server);
      if (signIn.tokens?.access_token !== before) return signIn;
      if (claim) return await exchangeTokens(server, signIn);
    } finally {
      await claim?.release();
    }
    if (systemClock.monotonic() > giveUpAt) {
      throw new AppError("tool_server_failed", "The sign-in to the tool server could not be renewed in time.");
    }
    await systemClock.sleep(askAgainMs);
  }
}

async function readSignIn({ id, workspaceId }: Server): Promise<SignIn> {
  const [row] = await withWorkspace(workspaceId, (tx) =>
    tx.select({ oauth: toolServers.oauth }).from(toolServers).where(ownRow(id, workspaceId)),
  );
  return openSignIn(id, row?.oauth ?? null);
}

/** Stores what becomes of a sign-in, unless somebody has signed in anew or out since `before` was read. */
async function storeSignIn({ id, workspaceId }: Server, before: SignIn, after: SignIn): Promise<SignIn> {
  return withWorkspace(workspaceId, async (tx) => {
    const where = ownRow(id, workspaceId);
    const [row] = await tx.select({ oauth: toolServers.oauth }).from(toolServers).where(where).for("update");
    const signIn = openSignIn(id, row?.oauth ?? null);
    // By the token, not by the envelope: that one changes too where it is sealed anew.
    if (signIn.tokens?.refresh_token !== before.tokens?.refresh_token) return signIn;
    await tx
      .update(toolServers)
      .set({ oauth: sealSignIn(id, after) })
      .where(where);
    return after;
  });
}

const ownRow = (id: string, workspaceId: string) =>
  and(eq(toolServers.workspaceId, workspaceId), eq(toolServers.id, id));

async function exchangeTokens(server: Server, signIn: SignIn): Promise<SignIn> {
  const { client, tokens, discovery } = signIn;
  if (!client || !tokens?.refresh_token || !discovery) return signIn;
  const { authorizationServerUrl, authorizationServerMetadata: metadata, resourceMetadata } = discovery;
  let fresh: OAuthTokens;
  try {
    fresh = await refreshAuthorization(authorizationServerUrl, {
      clientInformation: client,
      refreshToken: tokens.refresh_token,
      fetchFn: signInFetch,
      ...(metadata ? { metadata } : {}),
      ...(resourceMetadata ? { resource: resourceMetadata.resource } : {}),
    });
  } catch (error) {
    log.warn({ err: error, serverId: server.id }, "could not renew the tokens of a tool server");
    if (!(error instanceof InvalidGrantError)) return signIn;
    // The other side has ended it: only a person can begin anew.
    const { refresh_token: _, ...rest } = tokens;
    return storeSignIn(server, signIn, { ...signIn, tokens: rest });
  }
  return storeSignIn(server, signIn, withTokens(signIn, fresh, Date.now()));
}
