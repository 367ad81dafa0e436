// Calls route handlers as a program with an API key would, without a server between: for tests of whole endpoints.

import { apiKeys } from "@/db/schema/access";
import { asSystem } from "@/db/system";
import { make } from "@/db/testing/make";
import { type Permission, permissionCodes } from "../../auth/permissions";
import { newApiKey } from "../../auth/token";
import type { RouteHandler } from "../handle";

export interface Sent {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON, or as it is where it is a text. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Got {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  body: any;
}

export interface Program {
  workspaceId: string;
  userId: string;
  call(handler: RouteHandler, sent?: Sent): Promise<Got>;
  /** The same, with the answer as it comes. */
  send(handler: RouteHandler, sent?: Sent): Promise<Response>;
}

/** A program with a key that may do everything in a workspace of its own, or only what is named. */
export async function makeProgram(permissions: readonly Permission[] = permissionCodes): Promise<Program> {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  const key = newApiKey();
  await asSystem((tx) =>
    tx.insert(apiKeys).values({
      workspaceId: workspace.id,
      userId: user.id,
      name: "program",
      keyHash: key.hash,
      prefix: key.prefix,
      permissions: [...permissions],
    }),
  );
  const send: Program["send"] = (handler, { params = {}, query = {}, body, headers = {} } = {}) => {
    const address = `http://localhost/api/v1?${new URLSearchParams(query)}`;
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const request = new Request(address, {
      method: text === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key.key}`, "content-type": "application/json", ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    return handler(request, { params: Promise.resolve(params) });
  };
  return {
    workspaceId: workspace.id,
    userId: user.id,
    send,
    call: async (handler, sent) => {
      const response = await send(handler, sent);
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    },
  };
}
