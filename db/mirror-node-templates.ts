// Brings the palette's entries and the fields of their forms, as the code presets them, into the database. Every row
// remembers in `changed` which columns an administrator changed; those are left alone, everything else follows the
// code. Knows no node type: whoever calls it reads the catalogue.

import type postgres from "postgres";
import type { SchemaPolicy } from "@/lib/graph/schema";
import { newId } from "@/lib/shared/ids";
import type { Json, JsonObject } from "@/lib/shared/json";
import type { TemplateSchema } from "./schema/node-templates";

/** One entry of the palette. Empty words stand for the product's own, in the reader's language. */
export interface TemplatePreset {
  typeCode: string;
  name: string;
  description: string;
  icon: string;
  category: string;
  executor: string;
  defaultSchemaPolicy: SchemaPolicy;
  initialSchema: TemplateSchema;
  sortOrder: number;
  fields: FieldPreset[];
}

/** A field of its form: what it is (shared by every template that names the key), and how this template shows it. */
export interface FieldPreset {
  /** Unique in the installation. */
  fieldKey: string;
  fieldLabel: string;
  fieldType: string;
  options: Json | null;
  defaultValue: Json | null;
  validation: JsonObject;
  help: string;
  groupName: string;
  sortOrder: number;
  required: boolean;
  visibleWhen: JsonObject | null;
}

/** Writes what the code presets. `tx` carries the system marker. Any number of processes may do it one after another. */
export async function mirrorNodeTemplates(
  tx: postgres.TransactionSql,
  templates: readonly TemplatePreset[],
): Promise<void> {
  await mirrorTemplates(tx, templates);
  await mirrorFields(tx, templates);
  await mirrorShown(tx, templates);
}

async function mirrorTemplates(tx: postgres.TransactionSql, templates: readonly TemplatePreset[]): Promise<void> {
  const rows = templates.map((template) => ({
    id: newId(),
    type_code: template.typeCode,
    name: template.name,
    description: template.description,
    icon: template.icon,
    category: template.category,
    executor: template.executor,
    default_schema_policy: template.defaultSchemaPolicy,
    initial_schema: template.initialSchema,
    sort_order: template.sortOrder,
  }));
  const columns =
    "type_code, name, description, icon, category, executor, default_schema_policy, initial_schema, sort_order";
  await tx.unsafe(
    `insert into node_templates (id, ${columns}, is_system)
    select id, ${columns}, true from json_to_recordset($1::text::json) as given (id uuid, type_code text, name text,
      description text, icon text, category text, executor text, default_schema_policy jsonb, initial_schema jsonb,
      sort_order int)
    on conflict on constraint node_templates_code_key do update set ${follow("node_templates", [
      "name",
      "description",
      "icon",
      "category",
      "default_schema_policy",
      "initial_schema",
      "sort_order",
    ])}, executor = excluded.executor`,
    [JSON.stringify(rows)],
  );
  // Graphs may still name a type that the code dropped, so its entry only leaves the palette.
  const codes = templates.map((template) => template.typeCode);
  await tx`
    update node_templates set is_active = (type_code = any(${codes}))
    where workspace_id is null and is_system and not ('is_active' = any(changed))
      and is_active is distinct from (type_code = any(${codes}))`;
}

async function mirrorFields(tx: postgres.TransactionSql, templates: readonly TemplatePreset[]): Promise<void> {
  const fields = new Map(templates.flatMap(({ fields }) => fields).map((field) => [field.fieldKey, field]));
  const rows = [...fields.values()].map((field) => ({
    id: newId(),
    field_key: field.fieldKey,
    field_label: field.fieldLabel,
    field_type: field.fieldType,
    options: field.options,
    default_value: field.defaultValue,
    validation: field.validation,
    help: field.help,
  }));
  const columns = "field_key, field_label, field_type, options, default_value, validation, help";
  await tx.unsafe(
    `insert into config_fields (id, ${columns}, is_system)
    select id, ${columns}, true from json_to_recordset($1::text::json) as given (id uuid, field_key text,
      field_label text, field_type text, options jsonb, default_value jsonb, validation jsonb, help text)
    on conflict on constraint config_fields_key do update set ${follow("config_fields", [
      "field_label",
      "options",
      "default_value",
      "validation",
      "help",
    ])}, field_type = excluded.field_type`,
    [JSON.stringify(rows)],
  );
}

async function mirrorShown(tx: postgres.TransactionSql, templates: readonly TemplatePreset[]): Promise<void> {
  const rows = templates.flatMap((template) =>
    template.fields.map((field) => ({
      id: newId(),
      type_code: template.typeCode,
      field_key: field.fieldKey,
      group_name: field.groupName,
      sort_order: field.sortOrder,
      required: field.required,
      visible_when: field.visibleWhen,
    })),
  );
  const text = JSON.stringify(rows);
  await tx.unsafe(
    `insert into node_template_fields (id, node_template_id, config_field_id, group_name, sort_order, required,
      visible_when)
    select given.id, t.id, f.id, given.group_name, given.sort_order, given.required, given.visible_when
    from json_to_recordset($1::text::json) as given (id uuid, type_code text, field_key text, group_name text,
      sort_order int, required boolean, visible_when jsonb)
    join node_templates t on t.type_code = given.type_code and t.workspace_id is null
    join config_fields f on f.field_key = given.field_key
    on conflict on constraint node_template_fields_key do update set ${follow("node_template_fields", [
      "group_name",
      "sort_order",
      "visible_when",
    ])}, required = excluded.required`,
    [text],
  );
  // A field that a node type lost; what an administrator added to the entry is not the code's to take away.
  await tx.unsafe(
    `delete from node_template_fields s using node_templates t, config_fields f
    where t.id = s.node_template_id and f.id = s.config_field_id and s.workspace_id is null and t.is_system
      and f.is_system and not exists (
        select 1 from json_to_recordset($1::text::json) as given (type_code text, field_key text)
        where given.type_code = t.type_code and given.field_key = f.field_key)`,
    [text],
  );
}

/** Assignments that take the code's value, unless an administrator changed the column. */
function follow(table: string, columns: string[]): string {
  const kept = (column: string) =>
    `${column} = case when '${column}' = any(${table}.changed) then ${table}.${column} else excluded.${column} end`;
  return columns.map(kept).join(", ");
}
