// What is chosen in the form of a new API key, and the request made of it. Pure.

import type { z } from "zod";
import { type createApiKeyBody, mostRequestsAMinute, networkSchema } from "@/lib/api-keys/contract";
import type { Permission } from "@/lib/auth/permissions";
import { readLimit } from "../forms/read-limit";
import { faultyLine, linesOf } from "./lines";

export const keyAccesses = ["all", "use", "chosen"] as const;
export type KeyAccess = (typeof keyAccesses)[number];
export const keyExpiries = ["30", "90", "365", "never"] as const;
export type KeyExpiry = (typeof keyExpiries)[number];

export interface KeyDraft {
  name: string;
  access: KeyAccess;
  permissions: readonly Permission[];
  /** Empty = the whole workspace. */
  agentId: string;
  expiry: KeyExpiry;
  /** Requests a minute as typed; empty = no limit. */
  rateLimit: string;
  /** One address or network a line. */
  allowedIps: string;
}

export const newKeyDraft: KeyDraft = {
  name: "",
  access: "all",
  permissions: [],
  agentId: "",
  expiry: "90",
  rateLimit: "",
  allowedIps: "",
};

/** What talking to agents and running workflows takes, and bringing to an end what runs wait for. */
const forUse: readonly Permission[] = [
  "agent.view",
  "conversation.use",
  "workflow.view",
  "workflow.run",
  "run.view",
  "run.cancel",
  "run.signal",
  "approval.view",
  "approval.decide",
  "model.view",
];

export type KeyFaults = Partial<Record<"name" | "permissions" | "rateLimit" | "allowedIps", string>>;

/** What keeps a draft from being sent; for addresses the line that is none. */
export function faultsOfKey(draft: KeyDraft): KeyFaults {
  const line = faultyLine(networkSchema, linesOf(draft.allowedIps));
  return {
    ...(draft.name.trim() === "" ? { name: "missing" } : {}),
    ...(draft.access === "chosen" && draft.permissions.length === 0 ? { permissions: "missing" } : {}),
    ...(readLimit(draft.rateLimit, mostRequestsAMinute) === undefined ? { rateLimit: "other" } : {}),
    ...(line === undefined ? {} : { allowedIps: line }),
  };
}

/** The request that makes the key; `held` is what its maker may. */
export function requestOfKey(
  draft: KeyDraft,
  held: readonly Permission[],
  now: number,
): z.input<typeof createApiKeyBody> {
  const rateLimit = readLimit(draft.rateLimit, mostRequestsAMinute);
  const wanted = draft.access === "use" ? forUse : draft.permissions;
  return {
    name: draft.name,
    ...(draft.access === "all" ? {} : { permissions: wanted.filter((permission) => held.includes(permission)) }),
    ...(draft.agentId ? { agentId: draft.agentId } : {}),
    ...(typeof rateLimit === "number" ? { rateLimit } : {}),
    ...(draft.expiry === "never"
      ? {}
      : { expiresAt: new Date(now + Number(draft.expiry) * 24 * 3_600_000).toISOString() }),
    allowedIps: linesOf(draft.allowedIps),
  };
}
