// The endpoints of workspaces: which there are, the one named by the request, its members, and what the whole
// installation may reach. Shared with the browser.

import { z } from "zod";
import { membershipSchema } from "../auth/contract";
import { systemRoleNames } from "../auth/permissions";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";
import { locales } from "../i18n/locales";
import { mostRunsAtATime } from "../shared/run-limits";

export const slugSchema = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

const runLimit = z.int().min(1).max(mostRunsAtATime).nullable();

export const quotasSchema = z.object({
  /** Runs of the workspace that are executed at a time, wherever; more are refused or wait. Null = 1,000. */
  maxConcurrentRuns: runLimit,
  /** Those among them that workers execute; more wait in the queue. Null = 20. */
  maxBackgroundRuns: runLimit,
});
export type Quotas = z.infer<typeof quotasSchema>;

export const workspaceSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  /** What published agents speak; the first is the default. */
  languages: z.array(z.enum(locales)),
  quotas: quotasSchema,
  createdAt: z.iso.datetime(),
});
export type WorkspaceView = z.infer<typeof workspaceSchema>;

export const listWorkspaces = defineOperation({
  id: "listWorkspaces",
  method: "GET",
  path: "/workspaces",
  tag: "Workspaces",
  summary: "List the workspaces you belong to",
  allow: "signedIn",
  result: pageOf(membershipSchema),
});

export const getWorkspace = defineOperation({
  id: "getWorkspace",
  method: "GET",
  path: "/workspaces/current",
  tag: "Workspaces",
  summary: "The workspace that the request names",
  description: "An API key implies its workspace; a session names it in the header Weft-Workspace, by slug or id.",
  allow: "member",
  result: workspaceSchema,
});

export const updateWorkspace = defineOperation({
  id: "updateWorkspace",
  method: "PATCH",
  path: "/workspaces/current",
  tag: "Workspaces",
  summary: "Change the workspace's name, address, languages and limits",
  allow: "settings.manage",
  body: z.object({
    name: z.string().trim().min(1).max(120).optional(),
    slug: slugSchema.optional(),
    languages: z.array(z.enum(locales)).min(1).max(locales.length).optional(),
    /** What is left out stays; null takes a limit of one's own away. */
    quotas: quotasSchema.partial().optional(),
  }),
  result: workspaceSchema,
  errors: ["slug_taken", "name_taken"],
});

const roleCodeSchema = z
  .enum(systemRoleNames)
  .nullable()
  .describe("Which role of the product it is; null for a role of the team.");

export const memberSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  username: z.string(),
  role: z.string().describe("The name of the member's highest role."),
  roleCode: roleCodeSchema,
  status: z.string(),
  lastLoginAt: z.iso.datetime().nullable(),
});
export type Member = z.infer<typeof memberSchema>;

export const listMembers = defineOperation({
  id: "listMembers",
  method: "GET",
  path: "/members",
  tag: "Workspaces",
  summary: "List the workspace's members",
  allow: "member.view",
  query: idPageQuery,
  result: pageOf(memberSchema),
});

/** At most so many roles are listed; nobody reads further in a choice. */
const maxRoles = 200;

export const roleSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  code: roleCodeSchema,
});
export type RoleView = z.infer<typeof roleSchema>;

export const listRoles = defineOperation({
  id: "listRoles",
  method: "GET",
  path: "/roles",
  tag: "Workspaces",
  summary: "List the roles that members can have",
  description: `Those of the product and of the team, the highest first; ${maxRoles} at most.`,
  allow: "member.view",
  result: z.object({ items: z.array(roleSchema).max(maxRoles) }),
});

const hostPattern = /^(?:\*\.)?[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?(?::\d{1,5})?$/;
const bracketedPattern = /^\[[0-9a-f:.]+\](?::\d{1,5})?$/;

/** A host name, an address, or a network such as 10.0.0.0/8; `*.` stands for all names below, a port may follow. */
export const hostRuleSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(255)
  .pipe(z.union([z.cidrv4(), z.cidrv6(), z.ipv6(), z.string().regex(bracketedPattern), z.string().regex(hostPattern)]));

export const networkSettingsSchema = z.object({ allow: z.array(hostRuleSchema).max(200) });

export const getNetworkSettings = defineOperation({
  id: "getNetworkSettings",
  method: "GET",
  path: "/settings/network",
  tag: "Workspaces",
  summary: "Private addresses that nodes and providers may call",
  description: "For administrators of the installation: the list holds for every workspace.",
  allow: "signedIn",
  result: networkSettingsSchema,
});

export const updateNetworkSettings = defineOperation({
  id: "updateNetworkSettings",
  method: "PUT",
  path: "/settings/network",
  tag: "Workspaces",
  summary: "Replace the list of private addresses that may be called",
  allow: "signedIn",
  body: networkSettingsSchema,
  result: networkSettingsSchema,
});
