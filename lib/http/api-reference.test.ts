import { expect, test } from "vitest";
import { describeOperation, findOperations, type RawDocument } from "./api-reference";
import { makeOpenApiDocument } from "./openapi";
import { operations, sharedSchemas } from "./operations";
import { exampleOf } from "./schema-example";
import { schemaRows, typeWords } from "./schema-rows";

const made = makeOpenApiDocument(operations, sharedSchemas(), { version: "0.0.0", serverUrl: "https://weft.test" });
// Through JSON, as every other reader gets it.
const document: RawDocument = JSON.parse(JSON.stringify(made));

test("a search finds what has all of its words, and nothing finds everything", () => {
  expect(findOperations(document, "")).toHaveLength(operations.length);
  expect(findOperations(document, "REVOKE key").map(({ id }) => id)).toEqual(["revokeApiKey"]);
  expect(findOperations(document, "nothing like it")).toEqual([]);
});

test("every operation can be described, with its answers, failures and a call", () => {
  for (const operation of operations) {
    const details = describeOperation(document, operation.id);
    expect(details?.path, operation.id).toBe(`/api/v1${operation.path}`);
    expect(details?.answers.length, operation.id).toBeGreaterThan(0);
    expect(details?.failures.flatMap(({ codes }) => codes)).toContain("internal");
    expect(details?.curl).toContain(`https://weft.test/api/v1${operation.path}`);
  }
  expect(describeOperation(document, "noSuchThing")).toBeNull();
});

test("a call that changes something can be pasted into a shell", () => {
  expect(describeOperation(document, "createApiKey")?.curl).toBe(
    [
      "curl -X POST 'https://weft.test/api/v1/api-keys'",
      '-H "Authorization: Bearer $WEFT_KEY"',
      "-H 'Content-Type: application/json'",
      `-d '{"name":"…"}'`,
    ].join(" \\\n  "),
  );
  expect(describeOperation(document, "getSetup")?.curl).not.toContain("Authorization");
  expect(describeOperation(document, "followRun")?.curl).toMatch(/^curl -N /);
});

test("types are said in a few words", () => {
  const schemas = { Agent: { type: "object", properties: { id: { type: "string" } } } };
  expect(typeWords({ type: "string", format: "uuid" }, schemas)).toBe("string (uuid)");
  expect(typeWords({ type: "array", items: { $ref: "#/components/schemas/Agent" } }, schemas)).toBe("Agent[]");
  expect(typeWords({ anyOf: [{ type: "string" }, { type: "null" }] }, schemas)).toBe("string | null");
  expect(typeWords({ type: "array", items: { enum: ["a", "b"] } }, schemas)).toBe('("a" | "b")[]');
  expect(typeWords({ type: "integer", minimum: 1, maximum: 100 }, schemas)).toBe("integer 1–100");
});

test("a schema inside itself ends", () => {
  const schemas = {
    Tree: { type: "object", properties: { child: { $ref: "#/components/schemas/Tree" }, name: { type: "string" } } },
  };
  expect(schemaRows({ $ref: "#/components/schemas/Tree" }, schemas).map(({ name }) => name)).toEqual(["child", "name"]);
  expect(
    exampleOf({ type: "object", required: ["t"], properties: { t: { type: "integer", minimum: 3 } } }, {}),
  ).toEqual({
    t: 3,
  });
});
