import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import { writeOperation } from "../call-operation";
import { describeDocument } from "./describe-document";
import { maxDocumentBytes, readDocument } from "./document";
import { documentOfSize } from "./testing/document-of-size";
import { shopDocument } from "./testing/shop-document";
import { listOperations, toolOfOperation } from "./tool-of-operation";

const shop = readDocument(shopDocument);

function toolOf(key: string, document = shop) {
  const found = listOperations(document).find((one) => one.key === key);
  if (!found) throw new Error(`no operation ${key}`);
  return toolOfOperation(document, found);
}

function faultOf(text: string): string {
  try {
    readDocument(text);
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "read";
}

/** Every reference in a value. */
function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "$ref" && typeof one === "string" ? [one] : referencesIn(one),
  );
}

const plain = (paths: JsonObject, more: JsonObject = {}) =>
  readDocument(JSON.stringify({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths, ...more }));

describe("a document in YAML of ten operations", () => {
  const described = describeDocument(shop, "https://shop.example/specs/openapi.yaml");

  it("tells what there is to choose from", () => {
    expect(described.title).toBe("Loom shop");
    expect(described.operations.map((one) => `${one.key} ${one.name}`)).toMatchInlineSnapshot(`
      [
        "GET /orders listOrders",
        "POST /orders createOrder",
        "GET /orders/{orderId} getOrder",
        "PATCH /orders/{orderId} updateOrder",
        "DELETE /orders/{orderId} delete_orders_orderId",
        "GET /products/search searchProducts",
        "PUT /products/{sku}/stock setStock",
        "POST /products/{sku}/image uploadImage",
        "POST /login login",
        "GET /categories listCategories",
      ]
    `);
    expect(
      described.operations.filter((one) => one.problem).map((one) => [one.key, one.problem?.message ?? null]),
    ).toEqual([["POST /products/{sku}/image", "Its body is multipart/form-data, which tools can't send."]]);
  });

  it("tells servers with their variables, and ways to sign in", () => {
    expect(described.servers).toEqual([
      {
        url: "https://{region}.shop.example/v2",
        description: "",
        variables: [{ name: "region", default: "eu", options: ["eu", "us"], description: "" }],
      },
      { url: "https://shop.example/sandbox", description: "For tests", variables: [] },
    ]);
    expect(described.schemes.map((one) => [one.name, one.type, one.in, one.keyName])).toEqual([
      ["key", "apiKey", "header", "X-Api-Key"],
      ["staff", "oauth2", null, null],
    ]);
    expect(described.operations.find((one) => one.key === "GET /categories")?.security).toEqual([]);
    expect(described.operations.find((one) => one.key === "GET /orders")?.security).toEqual([["key"], ["staff"]]);
  });

  it("gives each operation a schema that stands by itself", () => {
    const { inputSchema, annotations, parameters } = toolOf("POST /orders");
    expect(referencesIn(inputSchema)).toEqual([]);
    expect(inputSchema).toMatchObject({
      type: "object",
      required: ["body"],
      properties: {
        body: {
          type: "object",
          required: ["lines"],
          properties: { lines: { type: "array", items: { properties: { quantity: { exclusiveMinimum: 0 } } } } },
        },
      },
    });
    expect(JSON.stringify(inputSchema)).not.toContain("createdAt");
    expect(annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false });
    expect(parameters).toEqual([]);
  });

  it("keeps circles as definitions of the schema's own", () => {
    const { inputSchema } = toolOf("PATCH /orders/{orderId}");
    expect(referencesIn(inputSchema)).toEqual(["#/$defs/Note", "#/$defs/Note"]);
    expect(inputSchema.$defs).toMatchObject({ Note: { type: "object" } });
  });

  it("puts each argument where the document says", () => {
    const { parameters, body } = toolOf("GET /orders");
    const config = {
      operation: "",
      method: "GET",
      baseUrl: "https://x.example/v2/",
      path: "/orders",
      auth: [],
    } as const;
    const draft = writeOperation(
      { ...config, auth: [], parameters, body },
      { status: ["open", "paid"], filter: { city: "Oslo", min: 3 }, "X-Trace": "t1" },
    );
    expect(draft.url).toBe("https://x.example/v2/orders");
    expect(draft.query).toEqual([
      ["status", "open"],
      ["status", "paid"],
      ["filter[city]", "Oslo"],
      ["filter[min]", "3"],
    ]);
    expect(draft.headers).toMatchObject({ "x-trace": "t1" });
  });

  it("lets no argument leave its place in the path", () => {
    const { parameters, body } = toolOf("GET /orders/{orderId}");
    const config = { operation: "", method: "GET", baseUrl: "https://x.example", path: "/orders/{orderId}" } as const;
    const write = (orderId: string) => writeOperation({ ...config, auth: [], parameters, body }, { orderId }).url;
    expect(write("a/../b?x=1#y")).toBe("https://x.example/orders/a%2F..%2Fb%3Fx%3D1%23y");
    expect(() => write("..")).toThrow(/may not be/);
  });
});

describe("large documents", () => {
  it.each([300, 2_000])("%i operations are read and described, each with its own schema", (count) => {
    const text = JSON.stringify(documentOfSize(count));
    const { operations } = describeDocument(readDocument(text), null);
    expect(operations).toHaveLength(count);
    expect(operations.filter((one) => one.problem !== null)).toEqual([]);
    expect(new Set(operations.map((one) => one.name)).size).toBe(count);
    const document = readDocument(text);
    for (const found of listOperations(document)) {
      const { inputSchema } = toolOfOperation(document, found);
      for (const reference of referencesIn(inputSchema)) expect(reference).toMatch(/^#\/\$defs\//);
    }
  });

  it("refuses more than 20 MB, and YAML that would take minutes", () => {
    const padded = (bytes: number) =>
      `{"openapi":"3.1.0","info":{"title":"t","version":"1","description":"${"x".repeat(bytes)}"},"paths":{}}`;
    expect(faultOf(padded(maxDocumentBytes))).toBe("document_invalid The document is larger than 20 MB.");
    expect(faultOf(padded(maxDocumentBytes - 1_000))).toBe("read");
    expect(faultOf(`openapi: 3.1.0\ninfo: ${"x".repeat(6_000_000)}`)).toMatch(/YAML of more than 5 MB/);
  });
});

describe("documents that are wrong or mean harm", () => {
  it.each([
    ["{", /no valid JSON/],
    ["<!doctype html>", /web page/],
    ["a: b: c", /neither JSON nor YAML/],
    ["- a\n- b", /not an object/],
    ['{"swagger":"2.0","paths":{}}', /Swagger 2.0/],
    ['{"openapi":"4.0.0","paths":{}}', /3.0 or 3.1/],
    ['{"openapi":"3.1.0"}', /no paths/],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]`,
      /alias count/,
    ],
  ])("%s", (text, message) => {
    expect(faultOf(text)).toMatch(message);
  });

  it("never follows references out of the document", () => {
    const schema = { $ref: "http://169.254.169.254/latest/meta-data" };
    const body = { content: { "application/json": { schema } } };
    const document = plain({ "/a": { post: { requestBody: body }, get: {} } });
    expect(describeDocument(document, null).operations.map((one) => [one.key, one.problem?.message ?? null])).toEqual([
      ["GET /a", null],
      ["POST /a", "It refers to another document (http://169.254.169.254/latest/meta-data), which is not fetched."],
    ]);
  });

  it("ends where references lead in a circle", () => {
    const parameters = { p: { $ref: "#/components/parameters/q" }, q: { $ref: "#/components/parameters/p" } };
    const schemas = {
      A: { $ref: "#/components/schemas/B" },
      B: { $ref: "#/components/schemas/A" },
      Tree: {
        type: "object",
        properties: { left: { $ref: "#/components/schemas/Tree" }, all: { $ref: "#/components/schemas/Forest" } },
      },
      Forest: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
    };
    const of = (name: string) => ({
      requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } },
    });
    const document = plain(
      {
        "/parameters": { get: { parameters: [{ $ref: "#/components/parameters/p" }] } },
        "/alias": { post: of("A") },
        "/tree": { post: of("Tree") },
        "/gone": { post: of("Nobody") },
      },
      { components: { parameters, schemas } },
    );
    const problems = describeDocument(document, null).operations.map((one) => [one.path, one.problem?.message ?? null]);
    expect(problems).toEqual([
      ["/parameters", "It has references that lead in a circle."],
      ["/alias", null],
      ["/tree", null],
      ["/gone", "It refers to #/components/schemas/Nobody, which is not there."],
    ]);
    const { inputSchema } = toolOf("POST /tree", document);
    for (const reference of referencesIn(inputSchema)) {
      const name = reference.replace("#/$defs/", "");
      expect(inputSchema.$defs).toHaveProperty(name);
    }
  });

  it("stays small where every schema uses every other twice", () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `S${at}`,
        {
          type: "object",
          properties: {
            a: { $ref: `#/components/schemas/S${at + 1}` },
            b: { $ref: `#/components/schemas/S${at + 1}` },
          },
        },
      ]),
    );
    const body = { content: { "application/json": { schema: { $ref: "#/components/schemas/S0" } } } };
    const document = plain(
      { "/a": { post: { requestBody: body } } },
      { components: { schemas: { ...schemas, S60: { type: "string" } } } },
    );
    const startedAt = performance.now();
    describeDocument(document, null);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
