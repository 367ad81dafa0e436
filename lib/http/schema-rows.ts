// A JSON schema as lines that people can read: each member with its type and what it is for. Pure.

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  additionalProperties?: boolean | JsonSchema;
}

export type Schemas = Record<string, JsonSchema>;

export interface SchemaRow {
  name: string;
  depth: number;
  type: string;
  isRequired: boolean;
  description: string;
  /** As JSON. */
  default: string | null;
}

const maxDepth = 5;

/** The schema that a reference means, and the name it has there. */
export function resolveSchema(schema: JsonSchema, schemas: Schemas): { schema: JsonSchema; name: string | null } {
  const name = schema.$ref?.split("/").at(-1) ?? null;
  const found = name === null ? undefined : schemas[name];
  return found ? { schema: found, name } : { schema, name };
}

function limitsOf({ minimum, maximum, minLength, maxLength }: JsonSchema): string {
  const low = minimum ?? minLength;
  const high = maximum ?? maxLength;
  // Bounds of the number format itself say nothing.
  const isTold = high !== undefined && high < Number.MAX_SAFE_INTEGER;
  if (isTold) return ` ${low ?? 0}–${high}`;
  return low !== undefined && low > Number.MIN_SAFE_INTEGER && low !== 0 ? ` ≥ ${low}` : "";
}

/** A type in a few words: `string (uuid)`, `Agent[]`, `"all" | "any"`. */
export function typeWords(given: JsonSchema, schemas: Schemas): string {
  const { schema, name } = resolveSchema(given, schemas);
  if (name !== null && schema.properties) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map((option) => typeWords(option, schemas)))].join(" | ");
  if (schema.items) {
    const item = typeWords(schema.items, schemas);
    return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : schema.type;
  return `${type ?? "any"}${schema.format ? ` (${schema.format})` : ""}${limitsOf(schema)}`;
}

/** The part of a schema whose members are worth listing: itself, what it is a list of, its only object. */
function objectIn(given: JsonSchema, schemas: Schemas): { schema: JsonSchema; name: string | null } | null {
  const found = resolveSchema(given, schemas);
  if (found.schema.properties) return found;
  if (found.schema.items) return objectIn(found.schema.items, schemas);
  const options = found.schema.anyOf ?? found.schema.oneOf ?? found.schema.allOf ?? [];
  const objects = options.flatMap((option) => objectIn(option, schemas) ?? []);
  return objects.length === 1 ? (objects[0] ?? null) : null;
}

/** The members of a schema and of what is inside of it, outermost first; a schema inside itself is only named. */
export function schemaRows(schema: JsonSchema, schemas: Schemas): SchemaRow[] {
  const rows: SchemaRow[] = [];
  const walk = (given: JsonSchema, depth: number, above: readonly string[]) => {
    const found = objectIn(given, schemas);
    if (!found || depth >= maxDepth || (found.name !== null && above.includes(found.name))) return;
    const inside = found.name === null ? above : [...above, found.name];
    for (const [name, member] of Object.entries(found.schema.properties ?? {})) {
      rows.push({
        name,
        depth,
        type: typeWords(member, schemas),
        isRequired: found.schema.required?.includes(name) ?? false,
        description: member.description ?? resolveSchema(member, schemas).schema.description ?? "",
        default: member.default === undefined ? null : JSON.stringify(member.default),
      });
      walk(member, depth + 1, inside);
    }
  };
  walk(schema, 0, []);
  return rows;
}
