// What a tool of each kind is made of, beside its words and its input schema: how it is called. Secrets stand in it by
// name only. Loaded by the browser.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";

export const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;
export type HttpMethod = (typeof httpMethods)[number];
export const bodyTypes = ["none", "json", "text", "form"] as const;

const template = z.string().max(20_000);
const secret = z.string().regex(fieldNamePattern, { error: "Choose a secret." });
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);

const headerName = z
  .string()
  .trim()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/, { error: "This is no name for a header." });
const headerValue = template.regex(/^[^\r\n\0]*$/, { error: "A header may not hold a line break." });

/** How calls of a tool sign in; `secret` is the name of the secret that is sent. */
export const toolAuthSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("apiKey"),
    in: z.enum(["header", "query", "cookie"]),
    name: z
      .string()
      .trim()
      .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z[\]-]{1,200}$/, { error: "This is no name for a key." }),
    secret,
  }),
  z.object({ type: z.literal("bearer"), secret }),
  z.object({ type: z.literal("basic"), user: z.string().max(500), secret }),
  z.object({
    type: z.literal("oauth2"),
    tokenUrl: webAddress,
    clientId: z.string().min(1).max(500),
    secret,
    scopes: z.array(z.string().regex(/^[\x21-\x7e]{1,200}$/)).max(50),
  }),
]);
export type ToolAuth = z.infer<typeof toolAuthSchema>;

const row = z.object({ name: z.string().trim().min(1).max(500), value: template });
export const headerRowSchema = z.object({ name: headerName, value: headerValue });

/** Address, query, headers and body are templates over `arguments` and `secrets`. */
export const httpConfigSchema = z.object({
  method: z.enum(httpMethods),
  url: template.trim().min(1),
  query: z.array(row).max(100).default([]),
  headers: z.array(headerRowSchema).max(100).default([]),
  bodyType: z.enum(bodyTypes).default("none"),
  /** JSON with templates in its texts. */
  bodyJson: z.json().default(null),
  bodyText: template.default(""),
  bodyForm: z.array(row).max(200).default([]),
  auth: z.array(toolAuthSchema).max(5).default([]),
  /** An expression over `response` (status, headers, body, json) that gives the tool's value; empty = all of the body. */
  pick: z.string().max(5_000).default(""),
});
export type HttpConfig = z.output<typeof httpConfigSchema>;

export const parameterPlaces = ["path", "query", "header", "cookie"] as const;

/** One operation of an API, as far as calling it needs. */
export const openApiConfigSchema = z.object({
  operation: z.string().max(500),
  method: z.enum(httpMethods),
  baseUrl: webAddress,
  path: z.string().max(2_000),
  parameters: z
    .array(
      z.object({
        /** Its name among the arguments. */
        key: z.string(),
        name: z.string(),
        in: z.enum(parameterPlaces),
        /** Lists as several parameters of the name rather than as one with commas. */
        explode: z.boolean(),
        /** Objects as `name[key]`. */
        deep: z.boolean(),
      }),
    )
    .max(500),
  body: z.object({ key: z.string(), type: z.enum(["json", "text", "form"]), contentType: z.string() }).nullable(),
  auth: z.array(toolAuthSchema).max(10),
});
export type OpenApiConfig = z.infer<typeof openApiConfigSchema>;

export const codeConfigSchema = z.object({
  /** The body of a function that has the arguments as `inputs`. */
  source: z.string().min(1).max(200_000),
  memoryMb: z.int().min(8).max(256).default(32),
});
export type CodeConfig = z.output<typeof codeConfigSchema>;

export const builtinConfigSchema = z.object({ builtin: z.string() });
