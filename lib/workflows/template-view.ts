// One palette entry as the designer draws it: layers of rows over the definition in the code. Pure.
// A layer counts for the columns that its `changed` names; wording stays null where nobody changed it, so that readers
// see it in their own language.

import type { ConfigField, NodeDefinition } from "../nodes/contract";
import { configKeyOf } from "../nodes/metadata";
import type { Json, JsonObject } from "../shared/json";
import type { NodeTemplateView, TemplateFieldView } from "./contract";

export interface TemplateRow {
  typeCode: string;
  executor: string;
  name: string;
  description: string;
  icon: string;
  category: string;
  defaultSchemaPolicy: NodeTemplateView["schemaPolicy"];
  initialSchema: Partial<Omit<NodeTemplateView["initial"], "renderMode">> & {
    renderMode?: string;
    typeVersion?: number;
  };
  isActive: boolean;
  changed: string[];
}

export interface TemplateFieldRow {
  fieldKey: string;
  groupName: string;
  sortOrder: number;
  overrideLabel: string | null;
  overrideHelp: string | null;
  overrideDefault: Json | null;
  required: boolean;
  isHidden: boolean;
  isLocked: boolean;
  visibleWhen: JsonObject | null;
  changed: string[];
}

/** What the dictionary says of a field where an administrator changed it. */
export interface DictionaryRow {
  fieldKey: string;
  fieldLabel: string;
  help: string;
  defaultValue: Json | null;
  changed: string[];
}

export interface TemplateLayer {
  row: TemplateRow;
  fields: readonly TemplateFieldRow[];
}

export type Dictionary = ReadonlyMap<string, DictionaryRow>;

/** Whether a row is a template of its own rather than a changed entry of the product. */
export function isOwnTemplate(row: Pick<TemplateRow, "typeCode" | "executor">): boolean {
  return row.typeCode !== row.executor;
}

/** What the last row that changed a column says of it. */
function lastOf<Row extends { changed: string[] }, T>(
  rows: readonly Row[],
  column: string,
  read: (row: Row) => T,
): T | undefined {
  const row = rows.findLast((one) => one.changed.includes(column));
  return row === undefined ? undefined : read(row);
}

function viewOfField(
  field: ConfigField,
  rows: readonly TemplateFieldRow[],
  entry: DictionaryRow | undefined,
  preset: Json | undefined,
): TemplateFieldView {
  const entries = entry ? [entry] : [];
  return {
    key: field.key,
    control: field.control,
    group: lastOf(rows, "group_name", (row) => row.groupName) ?? field.group,
    label:
      lastOf(rows, "override_label", (row) => row.overrideLabel) ??
      lastOf(entries, "field_label", (row) => row.fieldLabel) ??
      null,
    help:
      lastOf(rows, "override_help", (row) => row.overrideHelp) ?? lastOf(entries, "help", (row) => row.help) ?? null,
    // What the type can't do without, no form makes optional.
    required: (field.required || lastOf(rows, "required", (row) => row.required)) ?? false,
    default: preset ?? defaultOf(field, entry) ?? null,
    options: field.options ? [...field.options] : null,
    min: field.min ?? null,
    max: field.max ?? null,
    step: field.step ?? null,
    maxLength: field.maxLength ?? null,
    language: field.language ?? null,
    visibleWhen: visibleWhenOf(field, rows),
    isHidden: lastOf(rows, "is_hidden", (row) => row.isHidden) ?? false,
    isLocked: lastOf(rows, "is_locked", (row) => row.isLocked) ?? false,
  };
}

function defaultOf(field: ConfigField, entry: DictionaryRow | undefined): Json | undefined {
  return lastOf(entry ? [entry] : [], "default_value", (row) => row.defaultValue) ?? field.default;
}

function visibleWhenOf(field: ConfigField, rows: readonly TemplateFieldRow[]): TemplateFieldView["visibleWhen"] {
  const own = lastOf(rows, "visible_when", (row) => ({ when: row.visibleWhen }));
  if (own === undefined) {
    return field.visibleWhen ? { key: field.visibleWhen.key, in: [...field.visibleWhen.in], not: false } : null;
  }
  const { key, in: values, not } = own.when ?? {};
  return typeof key === "string" && Array.isArray(values) ? { key, in: values, not: not === true } : null;
}

/** Presets brought up to the present version of the type, whose upgrades know nothing of what was left out. */
function presetsOf(definition: NodeDefinition, { row, fields }: TemplateLayer): JsonObject {
  let config: JsonObject = hasOwnInitial(row) ? { ...row.initialSchema.config } : {};
  for (const field of fields) {
    if (!field.changed.includes("override_default") || field.overrideDefault === null) continue;
    config[configKeyOf(field.fieldKey)] = field.overrideDefault;
  }
  if (Object.keys(config).length === 0) return config;
  for (let version = row.initialSchema.typeVersion ?? 1; version < definition.typeVersion; version++) {
    config = definition.upgrades[version]?.(config) ?? config;
  }
  return config;
}

function hasOwnInitial(row: TemplateRow): boolean {
  return isOwnTemplate(row) || row.changed.includes("initial_schema");
}

const renderModes = ["hidden", "thought", "message"] as const;

/** A palette entry with its form; without layers it is what the code says. */
export function viewOfTemplate(
  definition: NodeDefinition,
  layers: readonly TemplateLayer[] = [],
  dictionary: Dictionary = new Map(),
): NodeTemplateView {
  const rows = layers.map((layer) =>
    // Nothing of a template of one's own comes from the code, unless it was left empty.
    isOwnTemplate(layer.row) ? { ...layer.row, changed: ownColumns } : layer.row,
  );
  const top = layers.at(-1)?.row;
  const own = rows.findLast(hasOwnInitial)?.initialSchema;
  const presets: JsonObject = Object.assign({}, ...layers.map((layer) => presetsOf(definition, layer)));
  const fieldRows = Map.groupBy(
    layers.flatMap((layer) => layer.fields),
    (row) => configKeyOf(row.fieldKey),
  );
  const entryOf = (key: string) => dictionary.get(`${definition.type}.${key}`);
  const config: JsonObject = { ...definition.initial.config };
  for (const field of definition.fields) {
    const value = lastOf(
      [entryOf(field.key)].filter((row) => row !== undefined),
      "default_value",
      (row) => row.defaultValue,
    );
    if (value !== undefined && value !== null) config[field.key] = value;
  }
  const fields = definition.fields.map((field, index) => ({
    order: lastOf(fieldRows.get(field.key) ?? [], "sort_order", (row) => row.sortOrder) ?? (index + 1) * 100,
    view: viewOfField(field, fieldRows.get(field.key) ?? [], entryOf(field.key), presets[field.key]),
  }));
  return {
    code: top?.typeCode ?? definition.type,
    type: definition.type,
    typeVersion: definition.typeVersion,
    category: lastOf(rows, "category", (row) => row.category) ?? definition.category,
    icon: lastOf(rows, "icon", (row) => row.icon) || definition.icon,
    name: lastOf(rows, "name", (row) => row.name) ?? null,
    description: lastOf(rows, "description", (row) => row.description || null) ?? null,
    schemaPolicy:
      lastOf(rows, "default_schema_policy", (row) => row.defaultSchemaPolicy) ?? definition.defaultSchemaPolicy,
    initial: {
      config: { ...config, ...presets },
      inputs: own?.inputs ?? definition.initial.inputs,
      outputs: own?.outputs ?? definition.initial.outputs,
      renderMode: renderModes.find((mode) => mode === own?.renderMode) ?? definition.initial.renderMode,
    },
    fields: fields.sort((a, b) => a.order - b.order).map(({ view }) => view),
    presets: Object.keys(presets),
    isActive: lastOf(rows, "is_active", (row) => row.isActive) ?? true,
    isOwn: top !== undefined && isOwnTemplate(top),
    isChanged: rows.some((row) => row.changed.length > 0) || fieldRows.size > 0,
  };
}

const ownColumns = ["name", "description", "icon", "category", "default_schema_policy", "initial_schema", "is_active"];
