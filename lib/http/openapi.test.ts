import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { makeOpenApiDocument } from "./openapi";
import { operations, sharedSchemas } from "./operations";

const document = makeOpenApiDocument(operations, sharedSchemas(), { version: "0.0.0", serverUrl: "https://weft.test" });
const root = join(import.meta.dirname, "..", "..");
const apiFolder = join(root, "app", "api", "v1");

function valuesIn(value: unknown, found: Record<string, unknown>[] = []): Record<string, unknown>[] {
  if (Array.isArray(value)) for (const item of value) valuesIn(item, found);
  else if (typeof value === "object" && value !== null) {
    found.push(value as Record<string, unknown>);
    for (const item of Object.values(value)) valuesIn(item, found);
  }
  return found;
}

describe("the document", () => {
  test("has each operation once, by id and by address", () => {
    const ids = operations.map(({ id }) => id);
    const addresses = operations.map(({ method, path }) => `${method} ${path}`);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([]);
    const entries = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item));
    expect(entries).toHaveLength(operations.length);
  });

  test("refers only to what it defines", () => {
    const refs = valuesIn(document).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : []));
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) {
      const [, , kind, name] = ref.split("/");
      expect(Object.keys(Reflect.get(document.components ?? {}, kind ?? "") ?? {}), ref).toContain(name);
    }
  });

  test("describes every parameter of an address, and no others", () => {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const entry of Object.values(item) as {
        parameters?: { in: string; name: string; required?: boolean }[];
      }[]) {
        const described = (entry.parameters ?? []).filter((parameter) => parameter.in === "path");
        expect(described.map(({ name }) => name).sort(), path).toEqual(inPath.sort());
        expect(described.every(({ required }) => required)).toBe(true);
      }
    }
  });

  test("says of every operation how it fails and who may", () => {
    for (const operation of operations) {
      const item = document.paths?.[`/api/v1${operation.path}`] ?? {};
      const entry = Reflect.get(item, operation.method.toLowerCase()) as {
        responses: Record<string, { content?: Record<string, unknown> }>;
        security: object[];
      };
      expect(entry.security.length > 0, operation.id).toBe(operation.allow !== "public");
      const failures = Object.entries(entry.responses).filter(([status]) => Number(status) >= 400);
      expect(failures.map(([status]) => status)).toContain("500");
      for (const [, failure] of failures)
        expect(Object.keys(failure.content ?? {})).toEqual(["application/problem+json"]);
    }
  });

  test("shows streams as event streams", () => {
    for (const operation of operations.filter(({ stream }) => stream)) {
      const item = document.paths?.[`/api/v1${operation.path}`] ?? {};
      const entry = Reflect.get(item, operation.method.toLowerCase());
      expect(Object.keys(entry.responses["200"].content), operation.id).toContain("text/event-stream");
    }
  });
});

function routeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
}

/** Each handler of the API: its address, and the operation it is built from where that can be read off. */
function handlers(): { address: string; operation: string | null }[] {
  return routeFiles(apiFolder).flatMap((file) => {
    const folder = relative(apiFolder, join(apiFolder, file, ".."));
    const path = `/${folder}`.replace(/\[(\w+)\]/g, "{$1}");
    const source = readFileSync(join(apiFolder, file), "utf8");
    return [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE) = (?:handle\(\s*(?:\w+\.)?(\w+))?/g)].map(
      ([, method, operation]) => ({ address: `${method} ${path}`, operation: operation ?? null }),
    );
  });
}

test("every route is in the document and every operation has its route", () => {
  const routed = handlers().map(({ address }) => address);
  const described = operations.map(({ method, path }) => `${method} ${path}`);
  expect(routed.sort()).toEqual(described.sort());
});

test("a route answers the operation of its own address", () => {
  const named = handlers().filter(({ operation }) => operation !== null);
  expect(named.length).toBeGreaterThan(10);
  for (const { address, operation } of named) {
    const found = operations.find(({ method, path }) => `${method} ${path}` === address);
    if (found) expect(operation?.replace(/Operation$/, ""), address).toBe(found.id);
  }
});

test("a standard validator of OpenAPI 3.1 accepts the document", async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});
