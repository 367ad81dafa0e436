// Settings of the whole installation, kept with their value before the last change.

import { boolean, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Json, JsonObject } from "@/lib/shared/json";
import { settingTypes } from "@/lib/shared/statuses";
import { createdAt, oneOf, updatedAt } from "./columns";

export const systemSettings = pgTable(
  "system_settings",
  {
    key: text("key").primaryKey(),
    value: jsonb("value").$type<Json>(),
    type: text("type", { enum: settingTypes }).notNull(),
    category: text("category").notNull(),
    description: text("description").notNull().default(""),
    isEncrypted: boolean("is_encrypted").notNull().default(false),
    isReadonly: boolean("is_readonly").notNull().default(false),
    isRequired: boolean("is_required").notNull().default(false),
    /** Pattern, smallest and largest value, allowed values. */
    validation: jsonb("validation").$type<JsonObject>().notNull().default({}),
    version: integer("version").notNull().default(1),
    previousValue: jsonb("previous_value").$type<Json>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    updatedBy: uuid("updated_by"),
  },
  (t) => [
    index("system_settings_category_idx").on(t.category),
    index("system_settings_updated_idx").on(t.updatedAt),
    oneOf("system_settings", t.type, settingTypes),
  ],
);
