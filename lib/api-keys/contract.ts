// The endpoints of API keys, shared with the browser. A key leaves once, in the answer that made it.

import { z } from "zod";
import { permissionCodes } from "../auth/permissions";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";

const permission = z.enum(permissionCodes);
/** An address or a network such as 10.0.0.0/8. */
export const networkSchema = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How the key begins. */
  prefix: z.string(),
  permissions: z.array(permission),
  agentId: z.uuid().nullable(),
  agentName: z.string().nullable(),
  allowedIps: z.array(z.string()),
  /** Requests a minute; null = no limit of its own. */
  rateLimit: z.int().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Whose permissions bound it. */
  ownerName: z.string(),
});
export type ApiKeyView = z.infer<typeof apiKeySchema>;

export const listApiKeys = defineOperation({
  id: "listApiKeys",
  method: "GET",
  path: "/api-keys",
  tag: "API keys",
  summary: "List API keys, the newest first",
  allow: "apikey.manage",
  query: idPageQuery,
  result: pageOf(apiKeySchema),
});

/** The largest limit of requests a minute that a key can be given. */
export const mostRequestsAMinute = 1_000_000;

export const createApiKeyBody = z.object({
  name: z.string().trim().min(1).max(120),
  /** What the key may do, at most what you may; all of it when absent. */
  permissions: z.array(permission).min(1).optional(),
  /** Limits the key to one agent. */
  agentId: z.uuid().optional(),
  /** Addresses or networks it may be used from; everywhere when empty. */
  allowedIps: z.array(networkSchema).max(50).default([]),
  /** Requests a minute over all of the installation; more are refused with 429. */
  rateLimit: z.int().min(1).max(mostRequestsAMinute).optional(),
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine((time) => Date.parse(time) > Date.now(), "Lies in the past.")
    .optional(),
});

export const createApiKey = defineOperation({
  id: "createApiKey",
  method: "POST",
  path: "/api-keys",
  tag: "API keys",
  summary: "Create an API key",
  description: "The answer is the only place where the key is ever shown.",
  allow: "apikey.manage",
  body: createApiKeyBody,
  result: z.object({ key: z.string(), apiKey: apiKeySchema }),
  status: 201,
});

export const revokeApiKey = defineOperation({
  id: "revokeApiKey",
  method: "DELETE",
  path: "/api-keys/{keyId}",
  tag: "API keys",
  summary: "Revoke an API key; it stops working at once",
  allow: "apikey.manage",
  params: z.object({ keyId: z.uuid() }),
});
