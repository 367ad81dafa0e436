// What opens doors inside one workspace: shares of single resources, API keys and secrets. Keys are kept as hashes,
// secrets as encrypted envelopes.

import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accessLevels, resourceTypes } from "@/lib/shared/statuses";
import { agents } from "./agents";
import { createdAt, id, moment, oneOf, updatedAt } from "./columns";
import { users } from "./identity";
import { roles, workspaces } from "./tenancy";

export const resourceAccess = pgTable(
  "resource_access",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    resourceType: text("resource_type", { enum: resourceTypes }).notNull(),
    resourceId: uuid("resource_id").notNull(),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    roleId: uuid("role_id").references(() => roles.id, { onDelete: "cascade" }),
    level: text("level", { enum: accessLevels }).notNull(),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    unique("resource_access_key")
      .on(t.workspaceId, t.resourceType, t.resourceId, t.userId, t.roleId)
      .nullsNotDistinct(),
    index("resource_access_user_idx").on(t.workspaceId, t.userId, t.resourceType),
    index("resource_access_role_idx").on(t.workspaceId, t.roleId, t.resourceType),
    check("resource_access_grantee_check", sql`num_nonnulls(${t.userId}, ${t.roleId}) = 1`),
    oneOf("resource_access", t.resourceType, resourceTypes),
    oneOf("resource_access", t.level, accessLevels),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** NULL = the whole workspace. */
    agentId: uuid("agent_id"),
    name: text("name").notNull(),
    /** The first characters of the key, to tell keys apart in a list. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole key. */
    keyHash: text("key_hash").notNull(),
    permissions: text("permissions").array().notNull().default([]),
    allowedIps: text("allowed_ips").array().notNull().default([]),
    /** Requests a minute; NULL = the workspace's. */
    rateLimit: integer("rate_limit"),
    expiresAt: moment("expires_at"),
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    foreignKey({
      name: "api_keys_agent_fk",
      columns: [t.workspaceId, t.agentId],
      foreignColumns: [agents.workspaceId, agents.id],
    }).onDelete("cascade"),
    uniqueIndex("api_keys_hash_key").on(t.keyHash),
    index("api_keys_list_idx").on(t.workspaceId, t.id),
    index("api_keys_user_idx").on(t.workspaceId, t.userId),
    index("api_keys_agent_idx").on(t.workspaceId, t.agentId).where(sql`${t.agentId} is not null`),
  ],
);

export const secrets = pgTable(
  "secrets",
  {
    id: id(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** What nodes and tools say: secrets.NAME. */
    name: text("name").notNull(),
    /** Encrypted envelope. */
    value: text("value").notNull(),
    description: text("description").notNull().default(""),
    lastUsedAt: moment("last_used_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [unique("secrets_name_key").on(t.workspaceId, t.name)],
);
