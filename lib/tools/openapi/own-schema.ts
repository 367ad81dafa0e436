// A schema of a document as one that stands by itself, in the JSON Schema that models read: references are replaced by
// what they mean, those in a circle by definitions of the schema's own, words of older dialects by today's. Pure.

import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import { lookUp, type OpenApiDocument } from "./document";
import { OperationProblem } from "./operation-problem";

/** Parts of one tool's schema; what is deeper or more is left open, which allows every value. */
const maxParts = 4_000;
const maxDepth = 40;
const maxEnum = 500;

const dropped = new Set(["xml", "externalDocs", "discriminator", "example", "examples", "$id", "$schema", "$anchor"]);
const ofSchemas = new Set(["properties", "patternProperties", "dependentSchemas"]);
const ofLists = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const single = new Set(["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"]);

export class SchemaWriter {
  private parts = 0;
  /** References in a circle, by the name of the definition that stands for each. */
  private readonly circular = new Map<string, string>();
  private readonly definitions: JsonObject = {};

  constructor(private readonly document: OpenApiDocument) {}

  /** The schema without references to the document; its circles are in `definitionsOf`. */
  write(schema: Json | undefined): Json {
    return this.schema(schema ?? {}, [], 0);
  }

  /** Definitions that what was written refers to as `#/$defs/…`; null where there are none. */
  definitionsOf(): JsonObject | null {
    for (let done = false; !done; ) {
      done = true;
      for (const [reference, name] of [...this.circular]) {
        if (Object.hasOwn(this.definitions, name)) continue;
        done = false;
        this.definitions[name] = {};
        this.definitions[name] = this.schema(lookUp(this.document, reference), [reference], 0);
      }
    }
    return this.circular.size === 0 ? null : this.definitions;
  }

  private schema(value: Json, way: readonly string[], depth: number): Json {
    if (typeof value === "boolean") return value;
    if (!isJsonObject(value)) throw new OperationProblem("schema_no_object");
    if (++this.parts > maxParts || depth > maxDepth) return {};
    if (typeof value.$ref === "string") return this.reference(value, value.$ref, way, depth);
    return this.object(value, way, depth);
  }

  private reference(value: JsonObject, reference: string, way: readonly string[], depth: number): Json {
    if (way.includes(reference)) return { $ref: `#/$defs/${this.nameOf(reference)}` };
    const meant = this.schema(lookUp(this.document, reference), [...way, reference], depth + 1);
    const said = typeof value.description === "string" ? value.description : null;
    return said !== null && isJsonObject(meant) ? { ...meant, description: said } : meant;
  }

  private nameOf(reference: string): string {
    const known = this.circular.get(reference);
    if (known !== undefined) return known;
    const plain = (reference.split("/").at(-1) ?? "part").replace(/[^A-Za-z0-9_]+/g, "_") || "part";
    const taken = new Set(this.circular.values());
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`;
    this.circular.set(reference, name);
    return name;
  }

  private object(value: JsonObject, way: readonly string[], depth: number): JsonObject {
    const written: JsonObject = {};
    for (const [key, member] of Object.entries(value)) {
      if (dropped.has(key) || key.startsWith("x-") || key === "$defs" || key === "definitions") continue;
      if (ofSchemas.has(key) && isJsonObject(member)) written[key] = this.members(member, way, depth);
      else if (ofLists.has(key) && Array.isArray(member)) {
        written[key] = member.map((one) => this.schema(one, way, depth + 1));
      } else if (single.has(key)) written[key] = this.schema(member, way, depth + 1);
      else if (key === "enum" && Array.isArray(member)) {
        if (member.length <= maxEnum) written.enum = member;
      } else written[key] = member;
    }
    return modern(written);
  }

  /** What only answers have is nothing to ask for. */
  private members(members: JsonObject, way: readonly string[], depth: number): JsonObject {
    const asked = Object.entries(members).filter(([, member]) => !(isJsonObject(member) && member.readOnly === true));
    return Object.fromEntries(asked.map(([name, member]) => [name, this.schema(member, way, depth + 1)]));
  }
}

/** Words of OpenAPI 3.0 as JSON Schema has them. */
function modern({ nullable, exclusiveMinimum, exclusiveMaximum, ...schema }: JsonObject): JsonObject {
  const next: JsonObject = { ...schema };
  if (nullable === true && typeof next.type === "string") {
    next.type = [next.type, "null"];
    if (Array.isArray(next.enum) && !next.enum.includes(null)) next.enum = [...next.enum, null];
  }
  boundary(next, "minimum", "exclusiveMinimum", exclusiveMinimum);
  boundary(next, "maximum", "exclusiveMaximum", exclusiveMaximum);
  if (Array.isArray(next.required) && isJsonObject(next.properties)) {
    const { properties } = next;
    const there = next.required.filter((name) => typeof name === "string" && Object.hasOwn(properties, name));
    if (there.length > 0) next.required = there;
    else delete next.required;
  }
  return next;
}

function boundary(schema: JsonObject, limit: string, exclusive: string, value: Json | undefined): void {
  if (value === true && schema[limit] !== undefined) {
    schema[exclusive] = schema[limit] ?? null;
    delete schema[limit];
  } else if (typeof value === "number") schema[exclusive] = value;
}
