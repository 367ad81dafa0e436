// The code's side of the designer's metadata: what palette and forms look like before an administrator changes them.
// Pure; who writes it into the database is lib/workflows.

import words from "@/messages/en/nodes.json";
import type { SchemaPolicy } from "../graph/schema";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import type { ConfigField, NodeDefinition } from "./contract";

export interface TemplateMetadata {
  typeCode: string;
  name: string;
  description: string;
  icon: string;
  category: string;
  executor: string;
  defaultSchemaPolicy: SchemaPolicy;
  initialSchema: JsonObject;
  sortOrder: number;
}

export interface FieldMetadata {
  fieldKey: string;
  fieldLabel: string;
  fieldType: string;
  options: Json;
  defaultValue: Json;
  validation: JsonObject;
  help: string;
}

export interface TemplateFieldMetadata {
  typeCode: string;
  fieldKey: string;
  groupName: string;
  sortOrder: number;
  required: boolean;
  visibleWhen: JsonObject | null;
}

export interface Metadata {
  templates: TemplateMetadata[];
  configFields: FieldMetadata[];
  templateFields: TemplateFieldMetadata[];
}

/** Key of a field in the dictionary: `llm.temperature`. Templates cloned from a type share its fields. */
function dictionaryKey(type: string, key: string): string {
  return `${type}.${key}`;
}

/** The key in a node's config that a dictionary key stands for. */
export function configKeyOf(fieldKey: string): string {
  return fieldKey.slice(fieldKey.indexOf(".") + 1);
}

function wordOf(...path: string[]): string {
  const all: JsonObject = words;
  const found = path.reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), all);
  return typeof found === "string" ? found : "";
}

function validationOf(field: ConfigField): JsonObject {
  const { min, max, step, maxLength, language } = field;
  const given = Object.entries({ min, max, step, maxLength, language }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as JsonObject;
}

function templateOf(definition: NodeDefinition, sortOrder: number): TemplateMetadata {
  const { type, icon, category, defaultSchemaPolicy, initial } = definition;
  return {
    typeCode: type,
    name: wordOf("types", type, "name"),
    description: wordOf("types", type, "description"),
    icon,
    category,
    executor: type,
    defaultSchemaPolicy,
    // Through JSON: fields of a graph may carry members that are undefined.
    initialSchema: JSON.parse(JSON.stringify(initial)),
    sortOrder,
  };
}

function fieldOf(type: string, field: ConfigField): FieldMetadata {
  return {
    fieldKey: dictionaryKey(type, field.key),
    fieldLabel: wordOf("types", type, "fields", field.key, "label"),
    fieldType: field.control,
    options: field.options ? [...field.options] : null,
    defaultValue: field.default ?? null,
    validation: validationOf(field),
    help: wordOf("types", type, "fields", field.key, "help"),
  };
}

/** Rows for node_templates, config_fields and node_template_fields, in the order of the palette and of each form. */
export function templateMetadata(catalogue: Readonly<Record<string, NodeDefinition>>): Metadata {
  const definitions = Object.values(catalogue);
  return {
    templates: definitions.map((definition, index) => templateOf(definition, (index + 1) * 100)),
    configFields: definitions.flatMap(({ type, fields }) => fields.map((field) => fieldOf(type, field))),
    templateFields: definitions.flatMap(({ type, fields }) =>
      fields.map((field, index) => ({
        typeCode: type,
        fieldKey: dictionaryKey(type, field.key),
        groupName: field.group,
        sortOrder: (index + 1) * 100,
        required: field.required ?? false,
        visibleWhen: field.visibleWhen ? { key: field.visibleWhen.key, in: [...field.visibleWhen.in] } : null,
      })),
    ),
  };
}
