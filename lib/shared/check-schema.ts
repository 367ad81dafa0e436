// Checks a value against a JSON Schema, as far as tools and structured answers use them. Says what is wrong in
// sentences that a model or a person can act on. Compiles nothing and runs no pattern that comes from outside, so a
// schema from a foreign server can neither run code nor hold the process. What it does not know it allows.

import { isJsonObject, type Json, type JsonObject } from "./json";

export interface SchemaFault {
  /** A JSON pointer; empty for the value as a whole. */
  path: string;
  message: string;
}

const maxFaults = 20;
const maxDepth = 60;
const maxWork = 100_000;

/** Everything that keeps a value from fitting a schema, at most 20 faults. */
export function checkSchema(value: Json, schema: Json): SchemaFault[] {
  const faults: SchemaFault[] = [];
  new Check(schema, faults).visit(value, schema, "", 0);
  return faults.slice(0, maxFaults);
}

/** The faults as one sentence each, for a model. */
export function tellFaults(faults: readonly SchemaFault[]): string {
  return faults.map(({ path, message }) => `${path === "" ? "The value" : path} ${message}.`).join(" ");
}

class Check {
  private readonly root: Json;
  private readonly faults: SchemaFault[];
  private readonly work: { left: number };

  constructor(root: Json, faults: SchemaFault[], work = { left: maxWork }) {
    this.root = root;
    this.faults = faults;
    this.work = work;
  }

  visit(value: Json, given: Json, path: string, depth: number): void {
    if (this.faults.length >= maxFaults || depth > maxDepth || this.work.left-- <= 0) return;
    if (given === false) {
      this.tell(path, "is not allowed");
      return;
    }
    const schema = isJsonObject(given) ? given : {};
    if (typeof schema.$ref === "string") {
      const target = this.follow(schema.$ref);
      if (target !== undefined) this.visit(value, target, path, depth + 1);
    }
    this.checkType(value, schema, path);
    this.checkChoice(value, schema, path);
    this.checkCombined(value, schema, path, depth);
    if (typeof value === "string") this.checkText(value, schema, path);
    else if (typeof value === "number") this.checkNumber(value, schema, path);
    else if (Array.isArray(value)) this.checkArray(value, schema, path, depth);
    else if (isJsonObject(value)) this.checkObject(value, schema, path, depth);
  }

  private tell(path: string, message: string): void {
    this.faults.push({ path, message });
  }

  /** Where a reference inside of the schema leads; nothing else is followed. */
  private follow(ref: string): Json | undefined {
    if (ref === "#") return this.root;
    if (!ref.startsWith("#/")) return undefined;
    let at: Json | undefined = this.root;
    for (const part of ref.slice(2).split("/")) {
      const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
      if (Array.isArray(at)) at = at[Number(key)];
      else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
    return at;
  }

  private fits(value: Json, schema: Json, depth: number): boolean {
    const faults: SchemaFault[] = [];
    new Check(this.root, faults, this.work).visit(value, schema, "", depth + 1);
    return faults.length === 0;
  }

  private checkType(value: Json, { type, nullable }: JsonObject, path: string): void {
    if (value === null && nullable === true) return;
    const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string");
    if (types.length === 0 || types.some((one) => isOf(value, one))) return;
    this.tell(path, `has to be ${types.map(withArticle).join(" or ")}, not ${withArticle(typeNameOf(value))}`);
  }

  private checkChoice(value: Json, schema: JsonObject, path: string): void {
    const { enum: options } = schema;
    if (Array.isArray(options) && !options.some((option) => isSame(option, value))) {
      const told = options.slice(0, 20).map((option) => JSON.stringify(option));
      this.tell(path, `has to be one of ${told.join(", ")}${options.length > told.length ? " and others" : ""}`);
    }
    if (schema.const !== undefined && !isSame(schema.const, value)) {
      this.tell(path, `has to be ${JSON.stringify(schema.const)}`);
    }
  }

  private checkCombined(value: Json, schema: JsonObject, path: string, depth: number): void {
    for (const part of listOf(schema.allOf)) this.visit(value, part, path, depth + 1);
    const any = listOf(schema.anyOf);
    if (any.length > 0 && !any.some((part) => this.fits(value, part, depth))) {
      this.tell(path, "fits none of the forms that are possible");
    }
    const one = listOf(schema.oneOf);
    // Several that fit are forgiven: authors write oneOf where they mean anyOf.
    if (one.length > 0 && !one.some((part) => this.fits(value, part, depth))) {
      this.tell(path, "fits none of the forms that are possible");
    }
    if (schema.not !== undefined && this.fits(value, schema.not, depth)) this.tell(path, "is not allowed");
  }

  private checkText(value: string, { minLength, maxLength }: JsonObject, path: string): void {
    const length = [...value].length;
    if (typeof minLength === "number" && length < minLength) this.tell(path, `needs at least ${minLength} characters`);
    if (typeof maxLength === "number" && length > maxLength)
      this.tell(path, `may have at most ${maxLength} characters`);
  }

  private checkNumber(value: number, schema: JsonObject, path: string): void {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
    if (typeof minimum === "number" && value < minimum) this.tell(path, `has to be at least ${minimum}`);
    if (typeof maximum === "number" && value > maximum) this.tell(path, `may be at most ${maximum}`);
    if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) {
      this.tell(path, `has to be more than ${exclusiveMinimum}`);
    }
    if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) {
      this.tell(path, `has to be less than ${exclusiveMaximum}`);
    }
    if (typeof multipleOf === "number" && multipleOf > 0) {
      const times = value / multipleOf;
      if (Math.abs(times - Math.round(times)) > 1e-9) this.tell(path, `has to be a multiple of ${multipleOf}`);
    }
  }

  private checkArray(value: Json[], schema: JsonObject, path: string, depth: number): void {
    const { minItems, maxItems, items, prefixItems } = schema;
    if (typeof minItems === "number" && value.length < minItems) this.tell(path, `needs at least ${minItems} items`);
    if (typeof maxItems === "number" && value.length > maxItems) this.tell(path, `may have at most ${maxItems} items`);
    const first = listOf(prefixItems);
    for (const [index, item] of value.entries()) {
      const own = first[index] ?? (Array.isArray(items) ? items[index] : items);
      if (own !== undefined) this.visit(item, own, `${path}/${index}`, depth + 1);
    }
  }

  private checkObject(value: JsonObject, schema: JsonObject, path: string, depth: number): void {
    const properties = isJsonObject(schema.properties) ? schema.properties : {};
    for (const name of listOf(schema.required)) {
      if (typeof name === "string" && !Object.hasOwn(value, name)) this.tell(join(path, name), "is missing");
    }
    for (const [name, item] of Object.entries(value)) {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (own !== undefined) this.visit(item, own, join(path, name), depth + 1);
      else if (schema.patternProperties !== undefined) continue;
      else if (schema.additionalProperties === false) this.tell(join(path, name), "is not known here");
      else if (isJsonObject(schema.additionalProperties)) {
        this.visit(item, schema.additionalProperties, join(path, name), depth + 1);
      }
    }
  }
}

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const join = (path: string, name: string) =>
  `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1").slice(0, 200)}`;

function typeNameOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isOf(value: Json, type: string): boolean {
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  return typeNameOf(value) === type;
}

const withArticle = (type: string) => (type === "null" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`);

/** The same JSON, whatever the order of its keys. */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at] ?? null));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
  );
}
