// Prompt templates and their versions.

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
import type { Field } from "@/lib/graph/schema";
import type { JsonObject } from "@/lib/shared/json";
import { createdAt, id, updatedAt } from "./columns";
import { workspaces } from "./tenancy";

const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

export const promptTemplates = pgTable(
  "prompt_templates",
  {
    id: id(),
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    displayName: text("display_name").notNull(),
    category: text("category").notNull().default(""),
    description: text("description").notNull().default(""),
    /** One of its own versions; the foreign key is in a migration, as the tables name each other. */
    currentVersionId: uuid("current_version_id"),
    isActive: boolean("is_active").notNull().default(true),
    usageCount: bigint("usage_count", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("prompt_templates_scope_key").on(t.workspaceId, t.id),
    uniqueIndex("prompt_templates_name_key").on(t.workspaceId, sql`lower(${t.name})`),
    index("prompt_templates_category_idx").on(t.workspaceId, t.category, t.isActive),
  ],
);

export const promptTemplateVersions = pgTable(
  "prompt_template_versions",
  {
    id: id(),
    workspaceId: workspaceId(),
    promptTemplateId: uuid("prompt_template_id").notNull(),
    number: integer("number").notNull(),
    template: text("template").notNull(),
    variables: jsonb("variables").$type<Field[]>().notNull().default([]),
    note: text("note").notNull().default(""),
    metrics: jsonb("metrics").$type<JsonObject>().notNull().default({}),
    createdAt: createdAt(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    foreignKey({
      name: "prompt_template_versions_template_fk",
      columns: [t.workspaceId, t.promptTemplateId],
      foreignColumns: [promptTemplates.workspaceId, promptTemplates.id],
    }).onDelete("cascade"),
    unique("prompt_template_versions_scope_key").on(t.workspaceId, t.promptTemplateId, t.id),
    unique("prompt_template_versions_number_key").on(t.promptTemplateId, t.number),
  ],
);
