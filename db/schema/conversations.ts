// Series of runs, and the people outside the team who have them. What was asked and answered is in runs; here is only
// what a list of conversations shows and what lives on from one run to the next.

import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import { conversationStatuses, resolutions } from "@/lib/shared/statuses";
import { agents } from "./agents";
import { createdAt, id, moment, money, oneOf, updatedAt } from "./columns";
import { users } from "./identity";
import { workspaces } from "./tenancy";

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

export const endUsers = pgTable(
  "end_users",
  {
    id: id(),
    workspaceId: workspaceId(),
    sessionId: text("session_id").notNull(),
    externalUserId: text("external_user_id"),
    name: text("name"),
    email: text("email"),
    phone: text("phone"),
    avatarUrl: text("avatar_url"),
    metadata: jsonb("metadata").$type<JsonObject>().notNull().default({}),
    isAnonymous: boolean("is_anonymous").notNull().default(true),
    lastActiveAt: moment("last_active_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("end_users_scope_key").on(t.workspaceId, t.id),
    unique("end_users_session_key").on(t.workspaceId, t.sessionId),
    uniqueIndex("end_users_external_key")
      .on(t.workspaceId, t.externalUserId)
      .where(sql`${t.externalUserId} is not null`),
  ],
);

export const conversations = pgTable(
  "conversations",
  {
    id: id(),
    workspaceId: workspaceId(),
    agentId: uuid("agent_id").notNull(),
    /** Only where one talks to a model directly. Models come and go, conversations stay: no foreign key. */
    modelId: uuid("model_id"),
    userId: uuid("user_id").references(() => users.id),
    endUserId: uuid("end_user_id"),
    title: text("title").notNull().default(""),
    status: text("status", { enum: conversationStatuses }).notNull().default("active"),
    summary: text("summary"),
    /** Topic, intent, entities, sentiment, language. */
    context: jsonb("context").$type<JsonObject>().notNull().default({}),
    /** Graph variables of scope `conversation`. */
    variables: jsonb("variables").$type<JsonObject>().notNull().default({}),
    /** The newest run of the branch that is shown. */
    headRunId: uuid("head_run_id"),
    pinned: boolean("pinned").notNull().default(false),
    tags: text("tags").array().notNull().default([]),
    category: text("category"),
    priority: integer("priority").notNull().default(0),
    resolution: text("resolution", { enum: resolutions }),
    reviewNote: text("review_note"),
    /** Source, channel, device, location, referrer. */
    metadata: jsonb("metadata").$type<JsonObject>().notNull().default({}),
    runCount: integer("run_count").notNull().default(0),
    totalTokens: integer("total_tokens").notNull().default(0),
    totalCost: money("total_cost").notNull().default(0),
    lastReadAt: moment("last_read_at"),
    lastActivityAt: moment("last_activity_at").notNull().defaultNow(),
    endedAt: moment("ended_at"),
    endReason: text("end_reason"),
    deletedAt: moment("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("conversations_scope_key").on(t.workspaceId, t.id),
    foreignKey({
      name: "conversations_agent_fk",
      columns: [t.workspaceId, t.agentId],
      foreignColumns: [agents.workspaceId, agents.id],
    }),
    foreignKey({
      name: "conversations_end_user_fk",
      columns: [t.workspaceId, t.endUserId],
      foreignColumns: [endUsers.workspaceId, endUsers.id],
    }),
    check("conversations_person_check", sql`num_nonnulls(${t.userId}, ${t.endUserId}) = 1`),
    // A person's list: what is pinned, then the latest first; a second one for "my conversations with this agent".
    index("conversations_user_idx").on(t.workspaceId, t.userId, t.pinned, t.lastActivityAt, t.id),
    index("conversations_user_agent_idx").on(t.workspaceId, t.userId, t.agentId, t.pinned, t.lastActivityAt, t.id),
    index("conversations_end_user_idx")
      .on(t.workspaceId, t.endUserId, t.lastActivityAt, t.id)
      .where(sql`${t.endUserId} is not null`),
    index("conversations_agent_idx").on(t.workspaceId, t.agentId, t.status, t.lastActivityAt, t.id),
    index("conversations_status_idx").on(t.workspaceId, t.status, t.lastActivityAt, t.id),
    index("conversations_deleted_idx").on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
    oneOf("conversations", t.status, conversationStatuses),
    oneOf("conversations", t.resolution, resolutions),
  ],
);
