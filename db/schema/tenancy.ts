// The tree of tenants (organization, team, workspace) and who belongs to it in which role. The workspace is the unit
// of isolation; teams and organizations are seen through the workspace that one works in.

import { sql } from "drizzle-orm";
import {
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
import { createdAt, id, moment, updatedAt } from "./columns";
import { users } from "./identity";

export const organizations = pgTable("organizations", {
  id: id(),
  name: text("name").notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  createdBy: uuid("created_by"),
});

export const teams = pgTable(
  "teams",
  {
    id: id(),
    organizationId: uuid("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [uniqueIndex("teams_name_key").on(t.organizationId, sql`lower(${t.name})`)],
);

export const workspaces = pgTable(
  "workspaces",
  {
    id: id(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    /** Retention by kind, quotas, redaction rules, languages. */
    settings: jsonb("settings").$type<JsonObject>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    uniqueIndex("workspaces_slug_key").on(t.slug),
    uniqueIndex("workspaces_name_key").on(t.teamId, sql`lower(${t.name})`),
    // What user_roles points to, so that a role is given only in a workspace of the same team.
    unique("workspaces_team_scope_key").on(t.teamId, t.id),
  ],
);

export const teamMembers = pgTable(
  "team_members",
  {
    id: id(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [unique("team_members_key").on(t.teamId, t.userId), index("team_members_user_idx").on(t.userId)],
);

/** What a role may do is a list of codes of the closed registry; a role also may what its parent may. */
export const roles = pgTable(
  "roles",
  {
    id: id(),
    /** NULL = a role of the product, the same for every team. */
    teamId: uuid("team_id").references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    displayName: text("display_name").notNull(),
    description: text("description").notNull().default(""),
    level: integer("level").notNull().default(0),
    parentRoleId: uuid("parent_role_id"),
    permissions: text("permissions").array().notNull().default([]),
    isSystem: boolean("is_system").notNull().default(false),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    foreignKey({ name: "roles_parent_fk", columns: [t.parentRoleId], foreignColumns: [t.id] }),
    unique("roles_name_key").on(t.teamId, t.name).nullsNotDistinct(),
    index("roles_active_idx").on(t.isActive, t.level),
    index("roles_parent_idx").on(t.parentRoleId),
  ],
);

/** The code's list of permissions, mirrored for the page that shows what a role may do. */
export const permissions = pgTable(
  "permissions",
  {
    code: text("code").primaryKey(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    category: text("category").notNull(),
    isActive: boolean("is_active").notNull().default(true),
  },
  (t) => [index("permissions_category_idx").on(t.category, t.isActive)],
);

export const userRoles = pgTable(
  "user_roles",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    roleId: uuid("role_id")
      .notNull()
      .references(() => roles.id, { onDelete: "cascade" }),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** NULL = in every workspace of the team. */
    workspaceId: uuid("workspace_id"),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    foreignKey({
      name: "user_roles_workspace_fk",
      columns: [t.teamId, t.workspaceId],
      foreignColumns: [workspaces.teamId, workspaces.id],
    }).onDelete("cascade"),
    unique("user_roles_key").on(t.userId, t.roleId, t.teamId, t.workspaceId).nullsNotDistinct(),
    index("user_roles_workspace_idx").on(t.workspaceId, t.userId),
    index("user_roles_team_idx").on(t.teamId, t.userId),
    index("user_roles_role_idx").on(t.roleId),
  ],
);

export const teamInvitations = pgTable(
  "team_invitations",
  {
    id: id(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    roleId: uuid("role_id")
      .notNull()
      .references(() => roles.id, { onDelete: "cascade" }),
    /** The workspace to which the role is limited; NULL = every workspace of the team. */
    forWorkspaceId: uuid("for_workspace_id"),
    /** SHA-256 of the token in the link. */
    tokenHash: text("token_hash").notNull(),
    expiresAt: moment("expires_at").notNull(),
    acceptedAt: moment("accepted_at"),
    revokedAt: moment("revoked_at"),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    foreignKey({
      name: "team_invitations_workspace_fk",
      columns: [t.teamId, t.forWorkspaceId],
      foreignColumns: [workspaces.teamId, workspaces.id],
    }).onDelete("cascade"),
    uniqueIndex("team_invitations_token_key").on(t.tokenHash),
    index("team_invitations_email_idx").on(t.teamId, sql`lower(${t.email})`),
  ],
);
