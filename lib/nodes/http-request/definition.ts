// Calls an HTTP address and gives what it answered. Reads with GET and HEAD, changes something with every other method.

import { z } from "zod";
import { keyValueRows, templateJson, templateText } from "../config-schemas";
import { defineNode } from "../define-node";

const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
const readingMethods: readonly unknown[] = ["GET", "HEAD", "OPTIONS"];
const methodsWithBody = ["POST", "PUT", "PATCH", "DELETE"] as const;

const httpLimits = { timeoutMs: 600_000, maxBytes: 10_485_760 } as const;
export const httpDefaults = { timeoutMs: 30_000, maxBytes: 1_048_576 } as const;

const configSchema = z.object({
  method: z.enum(httpMethods).optional(),
  url: templateText,
  query: keyValueRows.optional(),
  headers: keyValueRows.optional(),
  auth: z.enum(["none", "bearer", "basic", "header"]).optional(),
  token: templateText.optional(),
  user: templateText.optional(),
  password: templateText.optional(),
  headerName: z.string().max(200).optional(),
  headerValue: templateText.optional(),
  bodyType: z.enum(["none", "json", "text", "form"]).optional(),
  bodyJson: templateJson.optional(),
  bodyText: templateText.optional(),
  bodyForm: keyValueRows.optional(),
  timeoutMs: z.number().int().min(100).max(httpLimits.timeoutMs).optional(),
  maxBytes: z.number().int().min(1).max(httpLimits.maxBytes).optional(),
  failOnStatus: z.boolean().optional(),
});
export type HttpRequestConfig = z.infer<typeof configSchema>;

const onlyWith = (key: string, ...values: string[]) => ({ visibleWhen: { key, in: values } });

export const httpRequestNode = defineNode({
  type: "http-request",
  category: "tool",
  icon: "globe",
  configSchema,
  fields: [
    { key: "method", control: "select", group: "basic", default: "GET", options: httpMethods },
    { key: "url", control: "template", group: "basic", required: true },
    { key: "query", control: "keyValues", group: "basic" },
    { key: "headers", control: "keyValues", group: "basic" },
    { key: "auth", control: "select", group: "basic", default: "none", options: ["none", "bearer", "basic", "header"] },
    { key: "token", control: "template", group: "basic", required: true, ...onlyWith("auth", "bearer") },
    { key: "user", control: "template", group: "basic", required: true, ...onlyWith("auth", "basic") },
    { key: "password", control: "template", group: "basic", ...onlyWith("auth", "basic") },
    { key: "headerName", control: "text", group: "basic", required: true, ...onlyWith("auth", "header") },
    { key: "headerValue", control: "template", group: "basic", required: true, ...onlyWith("auth", "header") },
    {
      key: "bodyType",
      control: "select",
      group: "basic",
      default: "none",
      options: ["none", "json", "text", "form"],
      ...onlyWith("method", ...methodsWithBody),
    },
    { key: "bodyJson", control: "json", group: "basic", required: true, ...onlyWith("bodyType", "json") },
    { key: "bodyText", control: "prompt", group: "basic", required: true, ...onlyWith("bodyType", "text") },
    { key: "bodyForm", control: "keyValues", group: "basic", required: true, ...onlyWith("bodyType", "form") },
    {
      key: "timeoutMs",
      control: "number",
      group: "advanced",
      default: httpDefaults.timeoutMs,
      min: 100,
      max: httpLimits.timeoutMs,
      step: 100,
    },
    {
      key: "maxBytes",
      control: "number",
      group: "advanced",
      default: httpDefaults.maxBytes,
      min: 1,
      max: httpLimits.maxBytes,
      step: 1,
    },
    { key: "failOnStatus", control: "boolean", group: "behaviour", default: true },
  ],
  secretFields: [
    "url",
    "query",
    "headers",
    "token",
    "user",
    "password",
    "headerValue",
    "bodyJson",
    "bodyText",
    "bodyForm",
  ],
  outputs: [
    { name: "status", type: "number", isSystem: true },
    { name: "headers", type: "object", isSystem: true },
    { name: "body", type: "string", isSystem: true },
    { name: "json", type: "any", isSystem: true },
  ],
  effect: (node) => (readingMethods.includes(node.config.method ?? "GET") ? "read" : "write"),
  callable: true,
});
