// Tools that nodes and agents may call, and the MCP servers that some of them come from.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/shared/json";
import { toolKinds, toolServerStatuses, toolStatuses, toolTransports, toolVisibilities } from "@/lib/shared/statuses";
import { createdAt, id, moment, oneOf, updatedAt } from "./columns";
import { users } from "./identity";
import { workspaces } from "./tenancy";

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

export const toolServers = pgTable(
  "tool_servers",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    transport: text("transport", { enum: toolTransports }).notNull(),
    url: text("url"),
    /** Only names of an administrator's list of allowed commands. */
    command: text("command"),
    args: text("args").array().notNull().default([]),
    /** Encrypted JSON. */
    env: text("env"),
    headers: text("headers"),
    status: text("status", { enum: toolServerStatuses }).notNull().default("unchecked"),
    lastError: text("last_error"),
    lastCheckedAt: moment("last_checked_at"),
    toolsSeen: jsonb("tools_seen").$type<JsonObject[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("tool_servers_scope_key").on(t.workspaceId, t.id),
    uniqueIndex("tool_servers_name_key").on(t.workspaceId, sql`lower(${t.name})`),
    oneOf("tool_servers", t.transport, toolTransports),
    oneOf("tool_servers", t.status, toolServerStatuses),
  ],
);

export const tools = pgTable(
  "tools",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    displayName: text("display_name").notNull(),
    description: text("description").notNull().default(""),
    kind: text("kind", { enum: toolKinds }).notNull(),
    category: text("category").notNull().default("api"),
    serverId: uuid("server_id"),
    inputSchema: jsonb("input_schema").$type<JsonObject>().notNull().default({}),
    config: jsonb("config").$type<JsonObject>().notNull().default({}),
    ownerId: uuid("owner_id").references(() => users.id),
    visibility: text("visibility", { enum: toolVisibilities }).notNull().default("shared"),
    status: text("status", { enum: toolStatuses }).notNull().default("pending"),
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: moment("reviewed_at"),
    reviewNote: text("review_note"),
    isActive: boolean("is_active").notNull().default(true),
    usageCount: bigint("usage_count", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("tools_scope_key").on(t.workspaceId, t.id),
    uniqueIndex("tools_name_key").on(t.workspaceId, sql`lower(${t.name})`),
    foreignKey({
      name: "tools_server_fk",
      columns: [t.workspaceId, t.serverId],
      foreignColumns: [toolServers.workspaceId, toolServers.id],
    }).onDelete("cascade"),
    index("tools_server_idx").on(t.workspaceId, t.serverId),
    index("tools_kind_idx").on(t.workspaceId, t.kind, t.id),
    index("tools_category_idx").on(t.workspaceId, t.category, t.isActive),
    index("tools_status_idx").on(t.workspaceId, t.status, t.id),
    oneOf("tools", t.kind, toolKinds),
    oneOf("tools", t.visibility, toolVisibilities),
    oneOf("tools", t.status, toolStatuses),
  ],
);
