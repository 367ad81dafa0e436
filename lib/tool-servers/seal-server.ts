// Seals and opens what a tool server's row keeps secret. The place of a seal names row and column, so that an envelope
// copied elsewhere doesn't open. Server only.

import { ownVault } from "../vault/own-vault";
import type { SignIn } from "./sign-in-state";

type Column = "headers" | "env" | "oauth";
export const sealedColumns: readonly Column[] = ["headers", "env", "oauth"];

export const placeOf = (serverId: string, column: Column) => `tool_servers.${column}:${serverId}`;

/** The column's value for texts by name; null where there are none. */
export function sealTexts(serverId: string, column: "headers" | "env", texts: Record<string, string>): string | null {
  if (Object.keys(texts).length === 0) return null;
  return ownVault().seal(JSON.stringify(texts), placeOf(serverId, column));
}

export function openTexts(serverId: string, column: "headers" | "env", sealed: string | null): Record<string, string> {
  return sealed === null ? {} : JSON.parse(ownVault().open(sealed, placeOf(serverId, column)));
}

export function sealSignIn(serverId: string, signIn: SignIn): string {
  return ownVault().seal(JSON.stringify(signIn), placeOf(serverId, "oauth"));
}

export function openSignIn(serverId: string, sealed: string | null): SignIn {
  return sealed === null ? {} : JSON.parse(ownVault().open(sealed, placeOf(serverId, "oauth")));
}
