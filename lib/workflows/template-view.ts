// One palette entry as the designer draws it: the rows of the database over the definition in the code. Pure.
// Wording stays null where nobody changed it, so that readers see it in their own language.

import type { ConfigField, NodeDefinition } from "../nodes/contract";
import { configKeyOf } from "../nodes/metadata";
import type { Json, JsonObject } from "../shared/json";
import type { NodeTemplateView, TemplateFieldView } from "./contract";

export interface TemplateRow {
  typeCode: string;
  name: string;
  description: string;
  icon: string;
  category: string;
  defaultSchemaPolicy: NodeTemplateView["schemaPolicy"];
  initialSchema: Partial<Omit<NodeTemplateView["initial"], "renderMode">> & { renderMode?: string };
  isSystem: boolean;
  changed: string[];
}

export interface TemplateFieldRow {
  fieldKey: string;
  fieldLabel: string;
  help: string;
  defaultValue: Json | null;
  fieldChanged: string[];
  groupName: string;
  overrideLabel: string | null;
  overrideHelp: string | null;
  overrideDefault: Json | null;
  required: boolean;
  isHidden: boolean;
  visibleWhen: JsonObject | null;
  rowChanged: string[];
}

function viewOfField(field: ConfigField, row: TemplateFieldRow | undefined): TemplateFieldView {
  const isOwn = (column: string) => row?.fieldChanged.includes(column) ?? false;
  return {
    key: field.key,
    control: field.control,
    group: row?.groupName ?? field.group,
    label: row?.overrideLabel ?? (isOwn("field_label") ? (row?.fieldLabel ?? null) : null),
    help: row?.overrideHelp ?? (isOwn("help") ? (row?.help ?? null) : null),
    // What the type itself needs can't be made optional by a row.
    required: (field.required ?? false) || (row?.required ?? false),
    default: row?.overrideDefault ?? (isOwn("default_value") ? row?.defaultValue : field.default) ?? null,
    options: field.options ? [...field.options] : null,
    min: field.min ?? null,
    max: field.max ?? null,
    step: field.step ?? null,
    maxLength: field.maxLength ?? null,
    language: field.language ?? null,
    visibleWhen: visibleWhenOf(field, row),
  };
}

function visibleWhenOf(field: ConfigField, row: TemplateFieldRow | undefined): TemplateFieldView["visibleWhen"] {
  if (!row?.rowChanged.includes("visible_when")) {
    return field.visibleWhen ? { key: field.visibleWhen.key, in: [...field.visibleWhen.in] } : null;
  }
  const { key, in: values } = row.visibleWhen ?? {};
  return typeof key === "string" && Array.isArray(values) ? { key, in: values } : null;
}

/** The form's fields: in the order of the rows, then those the rows do not know yet; hidden ones are left out. */
function fieldsOf(definition: NodeDefinition, rows: readonly TemplateFieldRow[]): TemplateFieldView[] {
  const known = new Map(definition.fields.map((field) => [field.key, field]));
  const listed = rows.flatMap((row) => {
    const field = known.get(configKeyOf(row.fieldKey));
    if (!field) return [];
    known.delete(field.key);
    return row.isHidden ? [] : [viewOfField(field, row)];
  });
  return [...listed, ...[...known.values()].map((field) => viewOfField(field, undefined))];
}

/** What presets of rows and fields make of the config that a node starts with. */
function initialConfig(
  definition: NodeDefinition,
  template: TemplateRow | undefined,
  rows: readonly TemplateFieldRow[],
): JsonObject {
  const config: JsonObject = { ...definition.initial.config };
  for (const row of rows) {
    const isOwn = row.fieldChanged.includes("default_value");
    const preset = row.overrideDefault ?? (isOwn ? row.defaultValue : null);
    if (preset !== null) config[configKeyOf(row.fieldKey)] = preset;
  }
  return hasOwnInitial(template) ? { ...config, ...template.initialSchema.config } : config;
}

/** An untouched system template starts as the code says, also between an upgrade and its seed. */
function hasOwnInitial(template: TemplateRow | undefined): template is TemplateRow {
  return template !== undefined && (!template.isSystem || template.changed.includes("initial_schema"));
}

const renderModes = ["hidden", "thought", "message"] as const;

/** A palette entry with its form; without rows it is what the code says. */
export function viewOfTemplate(
  definition: NodeDefinition,
  template?: TemplateRow,
  rows: readonly TemplateFieldRow[] = [],
): NodeTemplateView {
  const isOwn = (column: string) => template !== undefined && (!template.isSystem || template.changed.includes(column));
  const own = hasOwnInitial(template) ? template.initialSchema : {};
  const { initial } = definition;
  return {
    code: template?.typeCode ?? definition.type,
    type: definition.type,
    typeVersion: definition.typeVersion,
    category: isOwn("category") ? (template?.category ?? definition.category) : definition.category,
    icon: isOwn("icon") && template?.icon ? template.icon : definition.icon,
    name: isOwn("name") ? (template?.name ?? null) : null,
    description: isOwn("description") ? (template?.description ?? null) : null,
    schemaPolicy:
      isOwn("default_schema_policy") && template ? template.defaultSchemaPolicy : definition.defaultSchemaPolicy,
    initial: {
      config: initialConfig(definition, template, rows),
      inputs: own.inputs ?? initial.inputs,
      outputs: own.outputs ?? initial.outputs,
      renderMode: renderModes.find((mode) => mode === own.renderMode) ?? initial.renderMode,
    },
    fields: fieldsOf(definition, rows),
  };
}
