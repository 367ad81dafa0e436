// Brings palette and forms in the database up to what the code of the node types says. What an administrator changed
// is named in each row's `changed` and stays; what the code dropped is switched off, not deleted. Runs at every start
// and writes nothing where nothing changed.

import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { asSystem } from "@/db/system";
import { catalogue } from "../nodes/catalogue";
import { type Metadata, templateMetadata } from "../nodes/metadata";
import { newId } from "../shared/ids";

/** Writes the metadata of all node types. */
export async function seedTemplates(metadata: Metadata = templateMetadata(catalogue)): Promise<void> {
  // The palette that every workspace starts from belongs to none of them.
  await asSystem(async (tx) => {
    // Two processes that start at once would each wait for rows of the other.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('weft.seed-templates'))`);
    await writeTemplates(tx, metadata);
    await writeConfigFields(tx, metadata);
    await writeTemplateFields(tx, metadata);
  });
}

/** For `do update set`: each column takes the new value unless it was changed by hand. */
function unlessChanged(table: string, columns: readonly string[]): SQL {
  const parts = columns.map((column) => {
    const [own, name] = [sql.raw(`${table}.${column}`), sql.raw(column)];
    return sql`${name} = case when ${column} = any(${sql.raw(table)}.changed) then ${own} else excluded.${name} end`;
  });
  return sql.join(parts, sql`, `);
}

/** For `where`: whether any column that may be written would get another value. */
function wouldChange(table: string, columns: readonly string[]): SQL {
  const parts = columns.map((column) => {
    const [own, name] = [sql.raw(`${table}.${column}`), sql.raw(column)];
    return sql`(not (${column} = any(${sql.raw(table)}.changed)) and ${own} is distinct from excluded.${name})`;
  });
  return sql.join(parts, sql` or `);
}

const withIds = <Row extends object>(rows: readonly Row[]) =>
  JSON.stringify(rows.map((row) => ({ id: newId(), ...row })));

async function writeTemplates(tx: Transaction, { templates }: Metadata): Promise<void> {
  const columns = [
    "name",
    "description",
    "icon",
    "category",
    "executor",
    "default_schema_policy",
    "initial_schema",
    "sort_order",
    "is_active",
  ];
  await tx.execute(sql`
    insert into node_templates (id, workspace_id, type_code, name, description, icon, category, executor,
      default_schema_policy, initial_schema, sort_order, is_system, is_active)
    select id, null, "typeCode", name, description, icon, category, executor, "defaultSchemaPolicy", "initialSchema",
      "sortOrder", true, true
    from json_to_recordset(${withIds(templates)}::text::json) as given (id uuid, "typeCode" text, name text,
      description text, icon text, category text, executor text, "defaultSchemaPolicy" jsonb, "initialSchema" jsonb,
      "sortOrder" int)
    on conflict (scope, type_code) do update set ${unlessChanged("node_templates", columns)}, updated_at = now()
    where node_templates.is_system and (${wouldChange("node_templates", columns)})`);
  const codes = JSON.stringify(templates.map((template) => template.typeCode));
  await tx.execute(sql`
    update node_templates set is_active = false, updated_at = now()
    where is_system and is_active and workspace_id is null
      and type_code not in (select json_array_elements_text(${codes}::text::json))`);
}

async function writeConfigFields(tx: Transaction, { configFields }: Metadata): Promise<void> {
  const columns = ["field_label", "field_type", "options", "default_value", "validation", "help"];
  await tx.execute(sql`
    insert into config_fields (id, field_key, field_label, field_type, options, default_value, validation, help, is_system)
    select id, "fieldKey", "fieldLabel", "fieldType", nullif(options, 'null'), nullif("defaultValue", 'null'), validation,
      help, true
    from json_to_recordset(${withIds(configFields)}::text::json) as given (id uuid, "fieldKey" text, "fieldLabel" text,
      "fieldType" text, options jsonb, "defaultValue" jsonb, validation jsonb, help text)
    on conflict (field_key) do update set ${unlessChanged("config_fields", columns)}, updated_at = now()
    where config_fields.is_system and (${wouldChange("config_fields", columns)})`);
}

async function writeTemplateFields(tx: Transaction, { templateFields }: Metadata): Promise<void> {
  const columns = ["group_name", "sort_order", "required", "visible_when"];
  const rows = withIds(templateFields);
  await tx.execute(sql`
    insert into node_template_fields (id, workspace_id, node_template_id, config_field_id, group_name, sort_order,
      required, visible_when)
    select given.id, null, template.id, field.id, "groupName", "sortOrder", given.required, nullif("visibleWhen", 'null')
    from json_to_recordset(${rows}::text::json) as given (id uuid, "typeCode" text, "fieldKey" text, "groupName" text,
      "sortOrder" int, required boolean, "visibleWhen" jsonb)
    join node_templates template on template.type_code = "typeCode" and template.workspace_id is null
    join config_fields field on field.field_key = "fieldKey"
    on conflict (node_template_id, config_field_id) do update set
      ${unlessChanged("node_template_fields", columns)}, updated_at = now()
    where ${wouldChange("node_template_fields", columns)}`);
  // A field that the code dropped has nothing left to set; rows of clones go with it.
  const keys = JSON.stringify(templateFields.map((field) => field.fieldKey));
  await tx.execute(sql`
    delete from config_fields where is_system
      and field_key not in (select json_array_elements_text(${keys}::text::json))`);
}
