// Finds out what answers at an address that somebody has typed: how it is spoken to, what it offers, whether it wants a
// sign-in. Nothing is stored. Server only.

import { discoverOAuthServerInfo } from "@modelcontextprotocol/sdk/client/auth.js";
import { findConnection } from "../../mcp/find-connection";
import { checkHeaders } from "../../net/request-headers";
import { toAppError } from "../../shared/errors";
import type { Exploration } from "../contract";
import { serverFetch, signInFetch } from "../server-fetch";

const namesShown = 50;

/** Tries the ways in which servers are spoken to, each within the time limit. */
export async function exploreServer(given: {
  url: string;
  headers: Record<string, string>;
  timeoutMs: number;
}): Promise<Exploration> {
  const { url, headers, timeoutMs } = given;
  checkHeaders(Object.entries(headers));
  try {
    const access = { headers: async () => headers };
    const connection = await findConnection({ url, access }, { timeoutMs }, { fetch: serverFetch, log: () => {} });
    try {
      const tools = await connection.listTools({ timeoutMs });
      return {
        ok: true,
        transport: connection.transport,
        info: connection.info,
        toolCount: tools.length,
        toolNames: tools.slice(0, namesShown).map(({ name }) => name.slice(0, 100)),
        latencyMs: connection.latencyMs,
        wantsSignIn: false,
        fault: null,
      };
    } finally {
      await connection.close();
    }
  } catch (error) {
    const { code, message, params } = toAppError(error);
    return {
      ok: false,
      transport: null,
      info: null,
      toolCount: 0,
      toolNames: [],
      latencyMs: null,
      wantsSignIn: code === "tool_server_unauthorized" && (await saysWhereToSignIn(url)),
      fault: { code, message, params },
    };
  }
}

async function saysWhereToSignIn(url: string): Promise<boolean> {
  try {
    const found = await discoverOAuthServerInfo(url, { fetchFn: signInFetch });
    return found.authorizationServerMetadata !== undefined;
  } catch {
    // A server without such documents takes headers.
    return false;
  }
}
