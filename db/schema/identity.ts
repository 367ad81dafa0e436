// Who can sign in, and their sessions. People belong to the installation, not to a workspace; what they may do
// where is in tenancy. Holds no secret in a form that could be used again.

import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { userStatuses } from "@/lib/shared/statuses";
import { createdAt, id, moment, oneOf, updatedAt } from "./columns";

export interface UserPreferences {
  language?: string;
  timezone?: string;
  theme?: "system" | "light" | "dark";
  notifications?: Record<string, boolean>;
}

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    username: text("username").notNull(),
    name: text("name").notNull(),
    /** argon2id; an imported bcrypt hash is checked once and replaced. NULL = cannot sign in by password. */
    passwordHash: text("password_hash"),
    avatarFileId: uuid("avatar_file_id"),
    phone: text("phone"),
    department: text("department"),
    position: text("position"),
    status: text("status", { enum: userStatuses }).notNull().default("active"),
    emailVerifiedAt: moment("email_verified_at"),
    lastLoginAt: moment("last_login_at"),
    loginCount: integer("login_count").notNull().default(0),
    /** Encrypted. */
    totpSecret: text("totp_secret"),
    totpEnabledAt: moment("totp_enabled_at"),
    sessionTimeoutS: integer("session_timeout_s"),
    preferences: jsonb("preferences").$type<UserPreferences>().notNull().default({}),
    isSystemAdmin: boolean("is_system_admin").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    uniqueIndex("users_username_key").on(sql`lower(${t.username})`),
    index("users_status_idx").on(t.status, t.id),
    oneOf("users", t.status, userStatuses),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** SHA-256 of the token in the cookie. */
    tokenHash: text("token_hash").notNull(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
    lastSeenAt: moment("last_seen_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("sessions_token_key").on(t.tokenHash),
    index("sessions_user_idx").on(t.userId, t.id),
    index("sessions_expiry_idx").on(t.expiresAt),
  ],
);

export const passwordResets = pgTable(
  "password_resets",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("password_resets_token_key").on(t.tokenHash), index("password_resets_user_idx").on(t.userId)],
);
