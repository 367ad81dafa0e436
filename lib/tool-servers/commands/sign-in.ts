// Signs this installation in to a tool server: finds out where, registers there, sends the person to agree, and takes
// what they bring back. Tokens are sealed into the server's row. Server only.

import { randomBytes } from "node:crypto";
import { auth, extractWWWAuthenticateParams } from "@modelcontextprotocol/sdk/client/auth.js";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { workspaces } from "@/db/schema/tenancy";
import { toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { recordAudit, recordAuditOf } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { log } from "../../log";
import { AppError } from "../../shared/errors";
import type { ToolServerView } from "../contract";
import { findServer, getServer } from "../queries";
import { refreshServer } from "../refresh-server";
import { openSignIn, sealSignIn } from "../seal-server";
import { signInFetch } from "../server-fetch";
import { callbackAddress, readLink, writeLink } from "../sign-in-link";
import { makeSignInProvider } from "../sign-in-provider";
import type { SignIn } from "../sign-in-state";
import { dropConnection } from "../with-server";

const pendingMs = 15 * 60_000;

async function store(tx: Transaction, workspaceId: string, serverId: string, signIn: SignIn | null): Promise<void> {
  await tx
    .update(toolServers)
    .set({ oauth: signIn === null ? null : sealSignIn(serverId, signIn), auth: "oauth", lastCheckedAt: null })
    .where(and(eq(toolServers.workspaceId, workspaceId), eq(toolServers.id, serverId)));
}

/** What a server says about signing in when it is asked for something without. */
async function askWhere(url: string): Promise<{ resourceMetadataUrl?: URL; scope?: string }> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
  const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const response = await signInFetch(url, { method: "POST", headers, body });
  await response.body?.cancel();
  const { resourceMetadataUrl, scope } = response.status === 401 ? extractWWWAuthenticateParams(response) : {};
  return { ...(resourceMetadataUrl ? { resourceMetadataUrl } : {}), ...(scope === undefined ? {} : { scope }) };
}

/** What the library throws, as ours: its sentences may hold what a server wrote. */
function signInFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("tool_server_unauthorized", "The sign-in can't go on: the server that asks for it refused.", {
    cause: error,
  });
}

/** Begins a sign-in; gives the address that the person has to visit. */
export async function startSignIn(scope: Scope, serverId: string): Promise<{ url: string }> {
  const row = await withWorkspace(scope.workspaceId, (tx) => findServer(tx, scope, serverId));
  if (row.url === null) throw new AppError("invalid_request", "A server that is a process needs no sign-in.");
  if (scope.userId === null) throw new AppError("forbidden", "Only a person can sign in.");
  const nonce = randomBytes(16).toString("hex");
  const { client } = openSignIn(serverId, row.oauth);
  const pending = { nonce, verifier: "", userId: scope.userId, until: Date.now() + pendingMs };
  const link = writeLink({ workspaceId: scope.workspaceId, serverId, nonce });
  const way = makeSignInProvider({ ...(client ? { client } : {}), pending }, callbackAddress(), link);
  try {
    await auth(way.provider, { serverUrl: row.url, fetchFn: signInFetch, ...(await askWhere(row.url)) });
  } catch (error) {
    log.warn({ err: error, serverId }, "a sign-in to a tool server could not begin");
    throw signInFailure(error);
  }
  const address = way.address();
  // Only to pages: what a server names could be anything a browser can open.
  if (address?.protocol !== "https:" && address?.protocol !== "http:") {
    throw new AppError("tool_server_bad_answer", "The tool server names no page to sign in at.");
  }
  await withWorkspace(scope.workspaceId, (tx) => store(tx, scope.workspaceId, serverId, way.state()));
  return { url: address.href };
}

export interface Returned {
  state: string | undefined;
  code: string | undefined;
  error: string | undefined;
  /** Who is signed in to this installation in the browser that came back. */
  userId: string | null;
  actor: Scope["actor"];
  requestId: string;
}

/** Takes a sign-in that came back; gives the path of the page to go on with. */
export async function finishSignIn(returned: Returned): Promise<string> {
  const link = returned.state === undefined ? null : readLink(returned.state);
  if (!link) throw new AppError("invalid_request", "This sign-in was not begun here.");
  const { workspaceId, serverId } = link;
  const own = and(eq(toolServers.workspaceId, workspaceId), eq(toolServers.id, serverId));
  const found = await withWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(toolServers).where(own);
    const [workspace] = await tx
      .select({ slug: workspaces.slug })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId));
    return { row, slug: workspace?.slug };
  });
  const { row, slug } = found;
  const before = openSignIn(serverId, row?.oauth ?? null);
  const { pending } = before;
  if (!row?.url || slug === undefined || pending?.nonce !== link.nonce || pending.userId !== returned.userId) {
    throw new AppError("invalid_request", "This sign-in was begun by somebody else, or is over already.");
  }
  const page = `/w/${slug}/tools/servers/${serverId}`;
  if (pending.until < Date.now()) return `${page}?signIn=late`;
  if (returned.code === undefined) return `${page}?signIn=refused`;
  const way = makeSignInProvider(before, callbackAddress(), returned.state ?? "");
  try {
    await auth(way.provider, { serverUrl: row.url, authorizationCode: returned.code, fetchFn: signInFetch });
  } catch (error) {
    log.warn({ err: error, serverId }, "a sign-in to a tool server could not be finished");
    return `${page}?signIn=failed`;
  }
  const { pending: _, ...signedIn } = way.state();
  await withWorkspace(workspaceId, async (tx) => {
    await store(tx, workspaceId, serverId, signedIn);
    const { name, ip, userAgent, sessionId } = returned.actor;
    await recordAuditOf(
      tx,
      workspaceId,
      { id: returned.userId, type: "user", name, ip, userAgent, sessionId },
      returned.requestId,
      {
        eventType: "update",
        action: "tool_server.sign_in",
        resource: { type: "tool_server", id: serverId, name: row.name },
        riskLevel: "high",
      },
    );
  });
  await dropConnection(serverId);
  refreshServer(workspaceId, serverId).catch((err) =>
    log.warn({ err, serverId }, "could not store what a tool server tells"),
  );
  return `${page}?signIn=done`;
}

/** Forgets a sign-in. */
export async function endSignIn(scope: Scope, serverId: string): Promise<ToolServerView> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const row = await findServer(tx, scope, serverId);
    await store(tx, scope.workspaceId, serverId, null);
    await recordAudit(tx, scope, {
      eventType: "update",
      action: "tool_server.sign_out",
      resource: { type: "tool_server", id: serverId, name: row.name },
      riskLevel: "medium",
    });
  });
  await dropConnection(serverId);
  return getServer(scope, serverId);
}
