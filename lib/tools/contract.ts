// The endpoints of tools: long, because it is the one door of the feature. Shared by the routes, the browser and the
// API document. Secrets are named and never shown.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";
import { toolApprovals, toolKinds, toolStatuses, toolVisibilities } from "../shared/statuses";
import { inputSchemaSchema } from "./input-schema";
import { operationProblemCodes } from "./openapi/operation-problem";

// What a tool of each kind is made of, beside its words and its input schema. Secrets stand in it by name only.

export const httpMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;
export type HttpMethod = (typeof httpMethods)[number];
export const bodyTypes = ["none", "json", "text", "form"] as const;

const template = z.string().max(20_000);
const secretName = z.string().regex(fieldNamePattern, { error: "Choose a secret." });
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
    secret: secretName,
  }),
  z.object({ type: z.literal("bearer"), secret: secretName }),
  z.object({ type: z.literal("basic"), user: z.string().max(500), secret: secretName }),
  z.object({
    type: z.literal("oauth2"),
    tokenUrl: webAddress,
    clientId: z.string().min(1).max(500),
    secret: secretName,
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

const id = z.uuid();
const params = z.object({ toolId: id });
const tag = "Tools";

export const longestToolName = 64;
const name = z
  .string()
  .trim()
  .min(1)
  .max(longestToolName)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, {
    error: "A name begins with a letter and has letters, digits, “_” and “-” only.",
  });
const displayName = z.string().trim().min(1).max(120);
const description = z.string().max(10_000);

/** What it is told to do; absent = not known. */
export const toolHintsSchema = z.object({
  title: z.string().max(200).exactOptional(),
  readOnlyHint: z.boolean().exactOptional(),
  destructiveHint: z.boolean().exactOptional(),
  idempotentHint: z.boolean().exactOptional(),
  openWorldHint: z.boolean().exactOptional(),
});

const rule = z.string().trim().max(5_000);

const settingFields = {
  category: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{0,39}$/),
  tags: z.array(z.string().trim().min(1).max(40)).max(20),
  approval: z.enum(toolApprovals),
  approvalRule: rule.nullable(),
  timeoutMs: z.int().min(500).max(600_000),
  maxOutputLength: z.int().min(500).max(1_000_000),
};

/** One row of the list. */
export const toolSummarySchema = z.object({
  id,
  name: z.string(),
  displayName: z.string(),
  description: z.string(),
  kind: z.enum(toolKinds),
  category: z.string(),
  tags: z.array(z.string()),
  status: z.enum(toolStatuses),
  visibility: z.enum(toolVisibilities),
  isActive: z.boolean(),
  /** Its server does not offer it any more. */
  isMissing: z.boolean(),
  /** Its server tells something else of it than what was approved. */
  hasChanged: z.boolean(),
  serverId: id.nullable(),
  serverName: z.string().nullable(),
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  approval: z.enum(toolApprovals),
  annotations: toolHintsSchema,
  usageCount: z.number(),
  lastUsedAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ToolSummary = z.infer<typeof toolSummarySchema>;

export const toolSchema = toolSummarySchema.extend({
  inputSchema: z.record(z.string(), z.json()),
  outputSchema: z.record(z.string(), z.json()).nullable(),
  /** What its server tells of it now, where that differs. */
  offered: z.record(z.string(), z.json()).nullable(),
  config: z.record(z.string(), z.json()),
  secretNames: z.array(z.string()),
  approvalRule: z.string().nullable(),
  timeoutMs: z.int(),
  maxOutputLength: z.int(),
  reviewNote: z.string().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewerName: z.string().nullable(),
  /** What the caller may do with it. */
  may: z.object({ edit: z.boolean(), review: z.boolean(), call: z.boolean() }),
});
export type ToolView = z.infer<typeof toolSchema>;

const words = { name, displayName, description };
const shared = {
  ...words,
  annotations: toolHintsSchema.default({}),
  category: settingFields.category.default("api"),
  tags: settingFields.tags.default([]),
  approval: settingFields.approval.default("destructive"),
  approvalRule: settingFields.approvalRule.default(null),
  timeoutMs: settingFields.timeoutMs.default(60_000),
  maxOutputLength: settingFields.maxOutputLength.default(50_000),
};

export const newToolSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("http"), ...shared, inputSchema: inputSchemaSchema, config: httpConfigSchema }),
  z.object({ kind: z.literal("code"), ...shared, inputSchema: inputSchemaSchema, config: codeConfigSchema }),
  /** A built-in tool, by the name that the list of them has. */
  z.object({ kind: z.literal("builtin"), name: z.string().max(100) }),
]);
export type NewTool = z.output<typeof newToolSchema>;

export const listTools = defineOperation({
  id: "listTools",
  method: "GET",
  path: "/tools",
  tag,
  summary: "List tools, the newest first",
  description: "Private tools are listed only for their owner and for whoever approves tools.",
  allow: "tool.view",
  query: idPageQuery.extend({
    search: z.string().max(200).optional(),
    kind: z.enum(toolKinds).optional(),
    status: z.enum(toolStatuses).optional(),
    category: z.string().max(40).optional(),
    tag: z.string().max(40).optional(),
    ownerId: id.optional(),
    serverId: id.optional(),
    /** Only what agents can call: approved, switched on, there and unchanged. */
    usable: z.stringbool().optional(),
  }),
  result: pageOf(toolSummarySchema),
});

export const createTool = defineOperation({
  id: "createTool",
  method: "POST",
  path: "/tools",
  tag,
  summary: "Add a tool",
  description: "It begins as a draft of whoever adds it; built-in tools are approved by nature.",
  allow: "tool.manage",
  body: newToolSchema,
  result: toolSchema,
  status: 201,
  errors: ["name_taken", "secret_missing", "expression_invalid"],
});

export const getTool = defineOperation({
  id: "getTool",
  method: "GET",
  path: "/tools/{toolId}",
  tag,
  summary: "Get a tool",
  allow: "tool.view",
  params,
  result: toolSchema,
});

export const updateTool = defineOperation({
  id: "updateTool",
  method: "PATCH",
  path: "/tools/{toolId}",
  tag,
  summary: "Change a tool",
  description:
    "Owners change their tools. What an approved tool does or says can be changed too; unless the caller approves tools, it is a draft again afterwards and has to be approved anew. Of tools of a server, only settings can be changed.",
  allow: "tool.manage",
  params,
  body: z.object({
    name: name.optional(),
    displayName: displayName.optional(),
    description: description.optional(),
    inputSchema: inputSchemaSchema.optional(),
    annotations: toolHintsSchema.optional(),
    /** The whole configuration of its kind. */
    config: z.record(z.string(), z.json()).optional(),
    category: settingFields.category.optional(),
    tags: settingFields.tags.optional(),
    approval: settingFields.approval.optional(),
    approvalRule: settingFields.approvalRule.optional(),
    timeoutMs: settingFields.timeoutMs.optional(),
    maxOutputLength: settingFields.maxOutputLength.optional(),
    visibility: z.enum(toolVisibilities).optional(),
    isActive: z.boolean().optional(),
  }),
  result: toolSchema,
  errors: ["name_taken", "secret_missing", "expression_invalid"],
});

export const toolUseSchema = z.object({
  workflowId: id,
  name: z.string(),
  agentId: id.nullable(),
  /** Where: in the draft, in the version that is live, or in both. */
  inDraft: z.boolean(),
  inVersion: z.boolean(),
});
export type ToolUse = z.infer<typeof toolUseSchema>;

export const deleteTool = defineOperation({
  id: "deleteTool",
  method: "DELETE",
  path: "/tools/{toolId}",
  tag,
  summary: "Delete a tool",
  description: "Refused while a published version uses it, unless `force` is set; `uses` of the answer says where.",
  allow: "tool.manage",
  params,
  query: z.object({ force: z.stringbool().default(false) }),
  errors: ["in_use"],
});

export const listToolUses = defineOperation({
  id: "listToolUses",
  method: "GET",
  path: "/tools/{toolId}/uses",
  tag,
  summary: "Workflows that use a tool",
  allow: "tool.view",
  params,
  result: z.object({ items: z.array(toolUseSchema) }),
});

const many = z.object({ toolIds: z.array(id).min(1).max(500) });
const note = z.string().trim().max(2_000);

export const submitTools = defineOperation({
  id: "submitTools",
  method: "POST",
  path: "/tools/submit",
  tag,
  summary: "Ask for the approval of tools",
  allow: "tool.manage",
  body: many,
  result: z.object({ items: z.array(toolSummarySchema) }),
  errors: ["conflict"],
});

export const withdrawTools = defineOperation({
  id: "withdrawTools",
  method: "POST",
  path: "/tools/withdraw",
  tag,
  summary: "Take back what was submitted",
  allow: "tool.manage",
  body: many,
  result: z.object({ items: z.array(toolSummarySchema) }),
  errors: ["conflict"],
});

export const reviewTools = defineOperation({
  id: "reviewTools",
  method: "POST",
  path: "/tools/review",
  tag,
  summary: "Approve or reject tools",
  description:
    "Approving shares a tool with the workspace, and takes over what its server tells of it now. Rejecting needs a note; an approved tool can be rejected too, and then agents can't call it any more.",
  allow: "tool.approve",
  body: many.extend({ decision: z.enum(["approve", "reject"]), note: note.default("") }),
  result: z.object({ items: z.array(toolSummarySchema) }),
  errors: ["conflict"],
});

export const toolTestSchema = z.object({
  isError: z.boolean(),
  /** What a model would read, cut to the tool's limit. */
  text: z.string(),
  isCut: z.boolean(),
  value: z.json(),
  /** Of a failure, everything there is to know. */
  detail: z.string().nullable(),
  notes: z.array(z.string()),
  durationMs: z.number(),
});
export type ToolTest = z.infer<typeof toolTestSchema>;

export const testTool = defineOperation({
  id: "testTool",
  method: "POST",
  path: "/tools/{toolId}/call",
  tag,
  summary: "Call a tool once, for real",
  description:
    "For the owner of a draft and for whoever approves tools; shared tools can be called by whoever manages tools.",
  allow: "tool.manage",
  params,
  body: z.object({ arguments: z.record(z.string(), z.json()) }),
  result: toolTestSchema,
  maxBodyBytes: 4_194_304,
});

export const builtinToolSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  inputSchema: z.record(z.string(), z.json()),
  /** Its row in this workspace; null = not added yet. */
  toolId: id.nullable(),
});
export type BuiltinToolView = z.infer<typeof builtinToolSchema>;

export const listBuiltinTools = defineOperation({
  id: "listBuiltinTools",
  method: "GET",
  path: "/tools/builtin",
  tag,
  summary: "Tools that every installation brings",
  allow: "tool.view",
  result: z.object({ items: z.array(builtinToolSchema) }),
});

/** Where an OpenAPI document comes from: its text, or an address to get it from. */
const source = {
  text: z.string().min(1).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
};
const needsOne = { error: "Give either the document's text or its address." };
const hasOne = (given: { text?: string | undefined; url?: string | undefined }) =>
  (given.text === undefined) !== (given.url === undefined);
/** A document of 20 MB as a JSON string, whose quotes are escaped. */
const documentBytes = 44_040_192;

export const apiOperationSchema = z.object({
  /** Names it in this document: `GET /pets/{petId}`. */
  key: z.string(),
  method: z.string(),
  path: z.string(),
  /** What its tool would be called. */
  name: z.string(),
  title: z.string(),
  tag: z.string().nullable(),
  deprecated: z.boolean(),
  /** Names of the ways to sign in that it takes, each set enough by itself; empty = none is needed. */
  security: z.array(z.array(z.string())),
  /** Why it can't become a tool; null = it can. */
  problem: z
    .object({ code: z.enum(operationProblemCodes), message: z.string(), value: z.string().nullable() })
    .nullable()
    .describe("Why it can't become a tool."),
});
export type ApiOperation = z.infer<typeof apiOperationSchema>;

export const apiSchemeSchema = z.object({
  name: z.string(),
  type: z.enum(["apiKey", "bearer", "basic", "oauth2", "unsupported"]),
  description: z.string(),
  in: z.enum(["header", "query", "cookie"]).nullable(),
  /** Of the header, parameter or cookie. */
  keyName: z.string().nullable(),
  tokenUrl: z.string().nullable(),
  scopes: z.array(z.string()),
});
export type ApiScheme = z.infer<typeof apiSchemeSchema>;

export const apiDocumentSchema = z.object({
  title: z.string(),
  version: z.string(),
  description: z.string(),
  servers: z.array(
    z.object({
      /** With `{name}` for its variables. */
      url: z.string(),
      description: z.string(),
      variables: z.array(
        z.object({ name: z.string(), default: z.string(), options: z.array(z.string()), description: z.string() }),
      ),
    }),
  ),
  schemes: z.array(apiSchemeSchema),
  operations: z.array(apiOperationSchema),
});
export type ApiDocument = z.infer<typeof apiDocumentSchema>;

export const readApiDocument = defineOperation({
  id: "readApiDocument",
  method: "POST",
  path: "/tools/openapi/read",
  tag,
  summary: "Read an OpenAPI document",
  description: "OpenAPI 3.0 or 3.1, as JSON or YAML, up to 20 MB. Nothing is called but the document's own address.",
  allow: "tool.manage",
  body: z.object(source).refine(hasOne, needsOne),
  result: apiDocumentSchema,
  maxBodyBytes: documentBytes,
  errors: ["document_invalid", "address_blocked", "address_unreachable", "response_too_large"],
});

export const importApiDocument = defineOperation({
  id: "importApiDocument",
  method: "POST",
  path: "/tools/openapi/import",
  tag,
  summary: "Make tools of operations of an OpenAPI document",
  description: "They begin as drafts. Names that are taken get a number.",
  allow: "tool.manage",
  body: z
    .object({
      ...source,
      /** Keys of the operations. */
      operations: z.array(z.string().max(2_100)).min(1).max(500),
      /** Where the API is, its variables filled in. */
      server: z.url({ protocol: /^https?$/ }).max(2_000),
      /** How to sign in, by the name of the scheme. */
      auth: z.record(z.string(), toolAuthSchema).default({}),
      category: settingFields.category.default("api"),
      tags: settingFields.tags.default([]),
    })
    .refine(hasOne, needsOne),
  result: z.object({ items: z.array(toolSummarySchema) }),
  status: 201,
  maxBodyBytes: documentBytes,
  errors: ["document_invalid", "name_taken", "secret_missing"],
});
