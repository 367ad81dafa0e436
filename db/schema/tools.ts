// Tools that nodes and agents may call, and the MCP servers that some of them come from.

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/shared/json";
import {
  toolApprovals,
  toolKinds,
  toolServerAuths,
  toolServerStatuses,
  toolStatuses,
  toolTransports,
  toolVisibilities,
} from "@/lib/shared/statuses";
import type { ToolAnnotations, ToolFacts } from "@/lib/shared/tool-facts";
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
    auth: text("auth", { enum: toolServerAuths }).notNull().default("none"),
    /** Encrypted JSON: the client as it was registered, its tokens, and what an authorisation under way needs. */
    oauth: text("oauth"),
    /** For connecting and listing; a call has the tool's own. */
    timeoutMs: integer("timeout_ms").notNull().default(15_000),
    latencyMs: integer("latency_ms"),
    isActive: boolean("is_active").notNull().default(true),
    /** What it calls itself, and what it says about its use. */
    serverInfo: jsonb("server_info").$type<JsonObject>().notNull().default({}),
    status: text("status", { enum: toolServerStatuses }).notNull().default("unchecked"),
    lastError: text("last_error"),
    lastCheckedAt: moment("last_checked_at"),
    /** The end of what its process wrote about itself, with secrets masked. */
    log: text("log"),
    toolsSeen: jsonb("tools_seen").$type<JsonObject[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("tool_servers_scope_key").on(t.workspaceId, t.id),
    uniqueIndex("tool_servers_name_key").on(t.workspaceId, sql`lower(${t.name})`),
    oneOf("tool_servers", t.auth, toolServerAuths),
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
    tags: text("tags").array().notNull().default([]),
    /** JSON Schema, as a model is told. */
    inputSchema: jsonb("input_schema").$type<JsonObject>().notNull().default({}),
    outputSchema: jsonb("output_schema").$type<JsonObject>(),
    /** What its server or author says of it: whether it only reads, destroys, may be repeated. */
    annotations: jsonb("annotations").$type<ToolAnnotations>().notNull().default({}),
    /** What its server says of it now, where that is not what was approved; NULL = the same. */
    offered: jsonb("offered").$type<ToolFacts>(),
    /** Its server does not list it any more. */
    isMissing: boolean("is_missing").notNull().default(false),
    config: jsonb("config").$type<JsonObject>().notNull().default({}),
    ownerId: uuid("owner_id").references(() => users.id),
    visibility: text("visibility", { enum: toolVisibilities }).notNull().default("private"),
    status: text("status", { enum: toolStatuses }).notNull().default("draft"),
    submittedAt: moment("submitted_at"),
    reviewedBy: uuid("reviewed_by"),
    reviewedAt: moment("reviewed_at"),
    reviewNote: text("review_note"),
    isActive: boolean("is_active").notNull().default(true),
    /** When a call has to be approved, and by which condition on its arguments. */
    approval: text("approval", { enum: toolApprovals }).notNull().default("destructive"),
    approvalRule: text("approval_rule"),
    timeoutMs: integer("timeout_ms").notNull().default(60_000),
    /** Characters of a result that a model gets to read. */
    maxOutputLength: integer("max_output_length").notNull().default(50_000),
    /** Secrets that it may be given, by name. */
    secretNames: text("secret_names").array().notNull().default([]),
    usageCount: bigint("usage_count", { mode: "number" }).notNull().default(0),
    lastUsedAt: moment("last_used_at"),
    lastError: text("last_error"),
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
    index("tools_owner_idx").on(t.workspaceId, t.ownerId),
    oneOf("tools", t.approval, toolApprovals),
    oneOf("tools", t.kind, toolKinds),
    oneOf("tools", t.visibility, toolVisibilities),
    oneOf("tools", t.status, toolStatuses),
  ],
);

/** Commands that tool servers may be started by, exactly as they are written here; the installation's. */
export const allowedCommands = pgTable("allowed_commands", {
  id: id(),
  name: text("name").notNull().unique(),
  command: text("command").notNull(),
  args: text("args").array().notNull().default([]),
  description: text("description").notNull().default(""),
  createdAt: createdAt(),
  createdBy: uuid("created_by"),
});
