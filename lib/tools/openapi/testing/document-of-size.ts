// An API with as many operations as wanted, made of resources that refer to each other, as large ones are.

import type { JsonObject } from "../../../shared/json";

const perResource = 5;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: JsonObject) => ({ "application/json": { schema } });

function resource(at: number, resources: number): JsonObject {
  return {
    type: "object",
    required: ["name"],
    properties: {
      id: { type: "string", format: "uuid", readOnly: true },
      name: { type: "string", maxLength: 200 },
      amount: { type: "number", minimum: 0, exclusiveMinimum: true, nullable: true },
      state: { type: "string", enum: ["open", "done", "late"] },
      address: ref("Address"),
      next: ref(`Resource${(at + 1) % resources}`),
      parts: { type: "array", items: ref("Part") },
    },
  };
}

/** OpenAPI 3.0 with `count` operations. */
export function documentOfSize(count: number): JsonObject {
  const resources = Math.ceil(count / perResource);
  const paths: JsonObject = {};
  const schemas: JsonObject = {
    Address: { type: "object", properties: { street: { type: "string" }, city: { type: "string" } } },
    Part: { type: "object", properties: { sku: { type: "string" }, parts: { type: "array", items: ref("Part") } } },
  };
  for (let at = 0; at < resources; at++) {
    schemas[`Resource${at}`] = resource(at, Math.max(2, resources));
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    const body = { required: true, content: json(ref(`Resource${at}`)) };
    const answer = { "200": { description: "ok", content: json(ref(`Resource${at}`)) } };
    const operation = (verb: string, more: JsonObject = {}): JsonObject => ({
      operationId: `${verb}Resource${at}`,
      summary: `${verb} a resource ${at}`,
      tags: [`group${at % 20}`],
      responses: answer,
      ...more,
    });
    paths[`/resources${at}`] = { get: operation("list"), post: operation("create", { requestBody: body }) };
    paths[`/resources${at}/{id}`] = {
      parameters: [id],
      get: operation("read"),
      put: operation("replace", { requestBody: body }),
      delete: operation("delete"),
    };
  }
  return { openapi: "3.0.3", info: { title: "Large", version: "1" }, paths, components: { schemas } };
}
