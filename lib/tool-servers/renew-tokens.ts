// Tokens for requests to a server that is signed in to: read from its row, renewed before they end. One process renews
// at a time, because a refresh token may be good for one use. Server only.

import { refreshAuthorization } from "@modelcontextprotocol/sdk/client/auth.js";
import { InvalidGrantError } from "@modelcontextprotocol/sdk/server/auth/errors.js";
import { and, eq } from "drizzle-orm";
import { toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { log } from "../log";
import type { HttpAccess } from "../mcp/server-target";
import { AppError } from "../shared/errors";
import { openSignIn, sealSignIn } from "./seal-server";
import { signInFetch } from "./server-fetch";
import { isOver, type SignIn, withTokens } from "./sign-in-state";

interface Server {
  id: string;
  workspaceId: string;
}

/** Headers of a server that is signed in to, with its own beside them. */
export function signedInAccess(server: Server, sealed: string | null, own: Record<string, string>): HttpAccess {
  let held = openSignIn(server.id, sealed);
  const renew = async () => {
    const before = held.tokens?.access_token;
    held = await renewTokens(server, before);
    return held.tokens !== undefined && held.tokens.access_token !== before;
  };
  return {
    async headers() {
      if (isOver(held, Date.now())) await renew();
      if (!held.tokens) throw new AppError("tool_server_unauthorized", "Nobody has signed in to the tool server yet.");
      return { ...own, authorization: `Bearer ${held.tokens.access_token}` };
    },
    renew,
  };
}

/** New tokens in place of those that are no good; what another process has put there meanwhile is taken. */
async function renewTokens({ id, workspaceId }: Server, before: string | undefined): Promise<SignIn> {
  const own = and(eq(toolServers.workspaceId, workspaceId), eq(toolServers.id, id));
  return withWorkspace(workspaceId, async (tx) => {
    // Held over the request, which is small and has a time limit: who waits here needs its answer anyway.
    const [row] = await tx.select({ oauth: toolServers.oauth }).from(toolServers).where(own).for("update");
    const signIn = openSignIn(id, row?.oauth ?? null);
    if (signIn.tokens?.access_token !== before) return signIn;
    const renewed = await askForTokens(id, signIn);
    if (renewed !== signIn) {
      await tx
        .update(toolServers)
        .set({ oauth: sealSignIn(id, renewed) })
        .where(own);
    }
    return renewed;
  });
}

async function askForTokens(serverId: string, signIn: SignIn): Promise<SignIn> {
  const { client, tokens, discovery } = signIn;
  if (!client || !tokens?.refresh_token || !discovery) return signIn;
  const { authorizationServerUrl, authorizationServerMetadata: metadata, resourceMetadata } = discovery;
  try {
    const fresh = await refreshAuthorization(authorizationServerUrl, {
      clientInformation: client,
      refreshToken: tokens.refresh_token,
      fetchFn: signInFetch,
      ...(metadata ? { metadata } : {}),
      ...(resourceMetadata ? { resource: resourceMetadata.resource } : {}),
    });
    return withTokens(signIn, fresh, Date.now());
  } catch (error) {
    log.warn({ err: error, serverId }, "could not renew the tokens of a tool server");
    if (!(error instanceof InvalidGrantError)) return signIn;
    // The other side has ended it: only a person can begin anew.
    const { refresh_token: _, ...rest } = tokens;
    return { ...signIn, tokens: rest };
  }
}
