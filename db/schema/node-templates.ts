// What the palette offers and the fields that the designer draws forms from. Seeded from the code of the node types;
// an administrator changes rows here, and `changed` names the columns that an upgrade must then leave alone.

import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Field, SchemaPolicy } from "@/lib/graph/schema";
import type { Json, JsonObject } from "@/lib/shared/json";
import { createdAt, id, scopeOfNullable, updatedAt } from "./columns";
import { workspaces } from "./tenancy";

/** NULL = the same for every workspace. */
const workspaceId = () => uuid("workspace_id").references(() => workspaces.id, { onDelete: "cascade" });
const changed = () => text("changed").array().notNull().default(sql`'{}'`);

export interface TemplateSchema {
  /** The version of the type that presets were made for; absent = the first. */
  typeVersion?: number;
  config?: JsonObject;
  inputs?: Field[];
  outputs?: Field[];
  renderMode?: string;
}

export const nodeTemplates = pgTable(
  "node_templates",
  {
    id: id(),
    workspaceId: workspaceId(),
    scope: scopeOfNullable(),
    typeCode: text("type_code").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    icon: text("icon").notNull().default(""),
    category: text("category").notNull(),
    /** The built-in node type that runs it. */
    executor: text("executor").notNull(),
    defaultSchemaPolicy: jsonb("default_schema_policy").$type<SchemaPolicy>().notNull(),
    initialSchema: jsonb("initial_schema").$type<TemplateSchema>().notNull(),
    sortOrder: integer("sort_order").notNull().default(0),
    isSystem: boolean("is_system").notNull().default(false),
    isActive: boolean("is_active").notNull().default(true),
    pluginId: uuid("plugin_id"),
    changed: changed(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    createdBy: uuid("created_by"),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    unique("node_templates_scope_key").on(t.scope, t.id),
    unique("node_templates_code_key").on(t.scope, t.typeCode),
    index("node_templates_workspace_idx").on(t.workspaceId),
    index("node_templates_category_idx").on(t.category, t.isActive),
  ],
);

/** The dictionary of fields; the installation's, so that two templates can share one. */
export const configFields = pgTable(
  "config_fields",
  {
    id: id(),
    fieldKey: text("field_key").notNull(),
    fieldLabel: text("field_label").notNull(),
    fieldType: text("field_type").notNull(),
    options: jsonb("options").$type<Json>(),
    defaultValue: jsonb("default_value").$type<Json>(),
    validation: jsonb("validation").$type<JsonObject>().notNull().default({}),
    help: text("help").notNull().default(""),
    isSystem: boolean("is_system").notNull().default(false),
    changed: changed(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    updatedBy: uuid("updated_by"),
  },
  (t) => [unique("config_fields_key").on(t.fieldKey)],
);

/** Which fields a template shows, in which group and order, and what it presets. */
export const nodeTemplateFields = pgTable(
  "node_template_fields",
  {
    id: id(),
    workspaceId: workspaceId(),
    scope: scopeOfNullable(),
    nodeTemplateId: uuid("node_template_id").notNull(),
    configFieldId: uuid("config_field_id")
      .notNull()
      .references(() => configFields.id, { onDelete: "cascade" }),
    groupName: text("group_name").notNull(),
    sortOrder: integer("sort_order").notNull().default(0),
    overrideLabel: text("override_label"),
    overrideHelp: text("override_help"),
    overrideDefault: jsonb("override_default").$type<Json>(),
    required: boolean("required").notNull().default(false),
    isHidden: boolean("is_hidden").notNull().default(false),
    /** Shown in the form, but what it is preset with stays. */
    isLocked: boolean("is_locked").notNull().default(false),
    visibleWhen: jsonb("visible_when").$type<JsonObject>(),
    changed: changed(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    foreignKey({
      name: "node_template_fields_template_fk",
      columns: [t.scope, t.nodeTemplateId],
      foreignColumns: [nodeTemplates.scope, nodeTemplates.id],
    }).onDelete("cascade"),
    unique("node_template_fields_key").on(t.nodeTemplateId, t.configFieldId),
    index("node_template_fields_scope_idx").on(t.scope, t.nodeTemplateId, t.sortOrder),
    index("node_template_fields_workspace_idx").on(t.workspaceId),
    index("node_template_fields_field_idx").on(t.configFieldId),
  ],
);
