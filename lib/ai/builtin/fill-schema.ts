// A value that fits a JSON Schema, filled with what a text has to offer: the built-in provider's structured answers and
// arguments. It understands nothing; it takes numbers, options and words as they come. Pure.

import { isJsonObject, type Json, type JsonObject } from "../../shared/json";

const maxDepth = 8;

/** A value for a schema; members that may be missing are left out where the text has nothing for them. */
export function fillSchema(schema: Json, text: string, depth = 0): Json {
  if (!isJsonObject(schema) || depth > maxDepth) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  const options = Array.isArray(schema.enum) ? schema.enum : [];
  if (options.length > 0) return chooseOption(options, text);
  const either = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (either?.[0] !== undefined) return fillSchema(either[0], text, depth + 1);
  switch (typeOf(schema)) {
    case "object":
      return fillObject(schema, text, depth);
    case "array": {
      const count = typeof schema.minItems === "number" ? Math.min(schema.minItems, 10) : 0;
      return Array.from({ length: count }, () => fillSchema(schema.items ?? {}, text, depth + 1));
    }
    case "number":
      return withinLimits(Number(/-?\d+(?:\.\d+)?/.exec(text)?.[0] ?? 1), schema);
    case "integer":
      return withinLimits(Math.trunc(Number(/-?\d+/.exec(text)?.[0] ?? 1)), schema);
    case "boolean":
      return !/\b(?:no|not|never|false)\b|不|否/i.test(text);
    case "null":
      return null;
    default:
      return cutText(text, schema);
  }
}

function typeOf({ type, properties }: JsonObject): Json {
  if (type === undefined) return properties === undefined ? "string" : "object";
  return Array.isArray(type) ? (type.find((one) => one !== "null") ?? "null") : type;
}

function fillObject({ properties, required }: JsonObject, text: string, depth: number): JsonObject {
  const members = isJsonObject(properties) ? properties : {};
  const names = Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
  return Object.fromEntries(names.map((name) => [name, fillSchema(members[name] ?? {}, text, depth + 1)]));
}

/** The option that the text names; else the first. */
function chooseOption(options: readonly Json[], text: string): Json {
  const words = text.toLowerCase();
  const named = options.find(
    (option) => typeof option === "string" && option !== "" && words.includes(option.toLowerCase()),
  );
  return named ?? options[0] ?? null;
}

function withinLimits(number: number, { minimum, maximum }: JsonObject): number {
  const least = typeof minimum === "number" ? Math.max(minimum, number) : number;
  return typeof maximum === "number" ? Math.min(maximum, least) : least;
}

function cutText(text: string, { maxLength }: JsonObject): string {
  const line = text.trim().split("\n")[0] ?? "";
  return Array.from(line === "" ? "…" : line)
    .slice(0, typeof maxLength === "number" ? Math.min(maxLength, 200) : 200)
    .join("");
}
