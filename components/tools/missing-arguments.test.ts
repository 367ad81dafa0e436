import { describe, expect, it } from "vitest";
import { httpConfigSchema } from "@/lib/tools/contract";
import { missingArguments, withArguments } from "./missing-arguments";
import type { ToolDraft } from "./tool-draft";

const draft = (inputSchema: object, http: object, bodyJson = "") =>
  ({
    inputSchema: JSON.stringify(inputSchema),
    bodyJson,
    http: httpConfigSchema.parse({ method: "GET", url: "https://shop.example", ...http }),
  }) as ToolDraft;

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

describe("arguments that a request names and nobody is asked for", () => {
  it("are found in the address, in rows and in the body that is sent", () => {
    const http = {
      method: "POST",
      url: "https://shop.example/{{ arguments.number }}?q={{ upper(arguments.term) }}",
      headers: [{ name: "x-who", value: "{{ arguments.who.name }}" }],
      bodyType: "json",
    };
    const body = '{ "note": "{{ arguments.note }} arguments.plain" }';
    expect(missingArguments(draft(object({ number: { type: "integer" } }), http, body))).toEqual([
      "term",
      "who",
      "note",
    ]);
  });
  it("are none where the schema may have more than it lists, or can't be read", () => {
    const http = { url: "https://shop.example/{{ arguments.term }}" };
    expect(missingArguments(draft(object({}), http))).toEqual(["term"]);
    expect(missingArguments(draft(object({}, { additionalProperties: true }), http))).toEqual([]);
    expect(missingArguments(draft(object({}, { additionalProperties: false }), http))).toEqual(["term"]);
    expect(missingArguments({ ...draft({}, http), inputSchema: "{" })).toEqual([]);
    expect(missingArguments({ ...draft({}, http), http: null })).toEqual([]);
  });
  it("are added to the schema as texts", () => {
    expect(JSON.parse(withArguments(JSON.stringify(object({ a: { type: "number" } })), ["b"]))).toEqual(
      object({ a: { type: "number" }, b: { type: "string" } }),
    );
  });
});
