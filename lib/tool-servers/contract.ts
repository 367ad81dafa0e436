// The endpoints of tool servers: MCP servers whose tools agents may call, and the commands that may be started for
// them. Headers, environments and tokens go in and never come out. Shared by the routes, the browser and the API
// document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { errorCodes } from "../shared/errors";
import { toolServerAuths, toolServerStatuses, toolStatuses, toolTransports } from "../shared/statuses";

const id = z.uuid();
const params = z.object({ serverId: id });
const tag = "Tool servers";

const name = z.string().trim().min(1).max(100);
const url = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((text) => URL.canParse(text) && new URL(text).username === "" && new URL(text).password === "", {
    error: "Put names and passwords into a header, not into the address.",
  });
const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/);
/** Of a record's names a fault says only that they are wrong, unless it is told what they are. */
const saysOfNames = (error: string) => ({
  error: (issue: { code?: string }) => (issue.code === "invalid_key" ? error : undefined),
});
const headerValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]{0,4000}$/, {
  error: "A header's value has no line breaks.",
});
const headers = z
  .record(headerName, headerValue, saysOfNames("This is no name of a header."))
  .refine((all) => Object.keys(all).length <= 30, { error: "There are too many headers." });
const env = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/),
    z
      .string()
      .max(10_000)
      .regex(/^[^\0]*$/),
    saysOfNames("This is no name of a variable."),
  )
  .refine((all) => Object.keys(all).length <= 50, { error: "There are too many variables." });
const timeoutMs = z.int().min(500).max(120_000);

export const faultSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ServerFault = z.infer<typeof faultSchema>;

export const serverInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string().nullable(),
  instructions: z.string().nullable(),
});

export const toolServerSchema = z.object({
  id,
  name: z.string(),
  description: z.string(),
  transport: z.enum(toolTransports),
  url: z.string().nullable(),
  /** Name of the allowed command that starts it. */
  command: z.string().nullable(),
  headerNames: z.array(z.string()),
  envNames: z.array(z.string()),
  auth: z.enum(toolServerAuths),
  /** Of a server that is signed in to: whether that was done, and still holds. */
  signIn: z.enum(["none", "needed", "connected", "expired"]),
  timeoutMs: z.int(),
  isActive: z.boolean(),
  status: z.enum(toolServerStatuses),
  /** Whether it is being asked at this moment. */
  isChecking: z.boolean(),
  lastFault: faultSchema.nullable(),
  lastCheckedAt: z.iso.datetime().nullable(),
  latencyMs: z.int().nullable(),
  info: serverInfoSchema.nullable(),
  /** Tools that it lists and that can't be taken, with the reason. */
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
  counts: z.object({
    all: z.int(),
    approved: z.int(),
    waiting: z.int(),
    changed: z.int(),
    missing: z.int(),
  }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ToolServerView = z.infer<typeof toolServerSchema>;

export const serverToolSchema = z.object({
  id,
  name: z.string(),
  /** As its server calls it. */
  remoteName: z.string(),
  displayName: z.string(),
  description: z.string(),
  status: z.enum(toolStatuses),
  isActive: z.boolean(),
  isMissing: z.boolean(),
  hasChanged: z.boolean(),
  hints: z.object({
    readOnlyHint: z.boolean().exactOptional(),
    destructiveHint: z.boolean().exactOptional(),
    idempotentHint: z.boolean().exactOptional(),
    openWorldHint: z.boolean().exactOptional(),
  }),
  timeoutMs: z.int(),
  usageCount: z.number(),
  lastError: z.string().nullable(),
});
export type ServerTool = z.infer<typeof serverToolSchema>;

export const listToolServers = defineOperation({
  id: "listToolServers",
  method: "GET",
  path: "/tool-servers",
  tag,
  summary: "List tool servers by name",
  description: "Answers from what is stored. Servers that were not asked for a while are asked beside it.",
  allow: "tool.view",
  result: z.object({ items: z.array(toolServerSchema) }),
});

export const getToolServer = defineOperation({
  id: "getToolServer",
  method: "GET",
  path: "/tool-servers/{serverId}",
  tag,
  summary: "Get a tool server",
  allow: "tool.view",
  params,
  result: toolServerSchema,
});

export const newServerSchema = z
  .object({
    name,
    description: z.string().max(2_000).default(""),
    transport: z.enum(toolTransports),
    /** With the transports http and sse. */
    url: url.optional(),
    /** With the transport stdio: the name of an allowed command. */
    command: z.string().max(100).optional(),
    headers: headers.default({}),
    env: env.default({}),
    auth: z.enum(toolServerAuths).default("none"),
    timeoutMs: timeoutMs.default(15_000),
  })
  .superRefine((server, context) => {
    const wanted = server.transport === "stdio" ? "command" : "url";
    if (server[wanted] === undefined) {
      context.addIssue({ code: "custom", path: [wanted], message: `The transport ${server.transport} needs it.` });
    }
  });
export type NewServer = z.output<typeof newServerSchema>;

export const createToolServer = defineOperation({
  id: "createToolServer",
  method: "POST",
  path: "/tool-servers",
  tag,
  summary: "Add a tool server",
  description: "It is asked for its tools right away, beside the answer; each of them has to be approved.",
  allow: "tool.approve",
  body: newServerSchema,
  result: toolServerSchema,
  status: 201,
  errors: ["name_taken"],
});

export const serverChangeSchema = z.object({
  name: name.optional(),
  description: z.string().max(2_000).optional(),
  url: url.optional(),
  command: z.string().max(100).optional(),
  /** All of them; absent = as they are. */
  headers: headers.optional(),
  env: env.optional(),
  auth: z.enum(toolServerAuths).optional(),
  timeoutMs: timeoutMs.optional(),
  isActive: z.boolean().optional(),
});
export type ServerChange = z.output<typeof serverChangeSchema>;

export const updateToolServer = defineOperation({
  id: "updateToolServer",
  method: "PATCH",
  path: "/tool-servers/{serverId}",
  tag,
  summary: "Change a tool server",
  description: "With an address on another server, headers have to be given anew, and a sign-in is forgotten.",
  allow: "tool.approve",
  params,
  body: serverChangeSchema,
  result: toolServerSchema,
  errors: ["name_taken"],
});

export const serverUseSchema = z.object({
  workflowId: id,
  name: z.string(),
  agentId: id.nullable(),
  /** Whether its published version uses it, not its draft alone. */
  isPublished: z.boolean(),
});
export type ServerUse = z.infer<typeof serverUseSchema>;

export const listToolServerUses = defineOperation({
  id: "listToolServerUses",
  method: "GET",
  path: "/tool-servers/{serverId}/uses",
  tag,
  summary: "Workflows that use a tool of a server",
  allow: "tool.view",
  params,
  result: z.object({ items: z.array(serverUseSchema) }),
});

export const deleteToolServer = defineOperation({
  id: "deleteToolServer",
  method: "DELETE",
  path: "/tool-servers/{serverId}",
  tag,
  summary: "Remove a tool server with its tools",
  description: "Refused while a published version uses one of them, unless `force` is set; `uses` says where.",
  allow: "tool.approve",
  params,
  query: z.object({ force: z.stringbool().default(false) }),
  errors: ["in_use"],
});

export const refreshToolServer = defineOperation({
  id: "refreshToolServer",
  method: "POST",
  path: "/tool-servers/{serverId}/refresh",
  tag,
  summary: "Ask a tool server for its tools now",
  description: "Waits for it, at most as long as the server's time limit says; a failure is part of the answer.",
  allow: "tool.manage",
  params,
  result: toolServerSchema,
});

export const listServerTools = defineOperation({
  id: "listServerTools",
  method: "GET",
  path: "/tool-servers/{serverId}/tools",
  tag,
  summary: "All tools of a server, as they are stored",
  allow: "tool.view",
  params,
  result: z.object({ items: z.array(serverToolSchema) }),
});

export const getToolServerLog = defineOperation({
  id: "getToolServerLog",
  method: "GET",
  path: "/tool-servers/{serverId}/log",
  tag,
  summary: "What the process of a tool server wrote last",
  allow: "tool.approve",
  params,
  result: z.object({ text: z.string() }),
});

export const explorationSchema = z.object({
  ok: z.boolean(),
  transport: z.enum(toolTransports).nullable(),
  info: serverInfoSchema.nullable(),
  toolCount: z.int(),
  toolNames: z.array(z.string()),
  latencyMs: z.int().nullable(),
  /** It wants a sign-in, and says where. */
  wantsSignIn: z.boolean(),
  fault: faultSchema.nullable(),
});
export type Exploration = z.infer<typeof explorationSchema>;

export const exploreToolServer = defineOperation({
  id: "exploreToolServer",
  method: "POST",
  path: "/tool-servers/explore",
  tag,
  summary: "Find out what answers at an address, without adding it",
  allow: "tool.approve",
  body: z.object({ url, headers: headers.default({}), timeoutMs: timeoutMs.default(15_000) }),
  result: explorationSchema,
});

export const startToolServerSignIn = defineOperation({
  id: "startToolServerSignIn",
  method: "POST",
  path: "/tool-servers/{serverId}/sign-in",
  tag,
  summary: "Begin to sign in to a tool server",
  description: "Answers with the address that the person has to visit; it comes back to this installation.",
  allow: "tool.approve",
  params,
  result: z.object({ url: z.string() }),
  errors: ["tool_server_unauthorized", "tool_server_bad_answer"],
});

export const endToolServerSignIn = defineOperation({
  id: "endToolServerSignIn",
  method: "DELETE",
  path: "/tool-servers/{serverId}/sign-in",
  tag,
  summary: "Forget the sign-in to a tool server",
  allow: "tool.approve",
  params,
  result: toolServerSchema,
});

export const finishToolServerSignIn = defineOperation({
  id: "finishToolServerSignIn",
  method: "GET",
  path: "/tool-servers/callback",
  tag,
  summary: "Where a sign-in to a tool server comes back to",
  description: "For browsers: leads on to the page of the server. The state says which server and who began.",
  allow: "public",
  query: z.object({
    state: z.string().max(500).optional(),
    code: z.string().max(4_000).optional(),
    error: z.string().max(500).optional(),
  }),
});

export const allowedCommandSchema = z.object({
  id,
  name: z.string(),
  command: z.string(),
  args: z.array(z.string()),
  description: z.string(),
  createdAt: z.iso.datetime(),
});
export type AllowedCommandView = z.infer<typeof allowedCommandSchema>;

export const listAllowedCommands = defineOperation({
  id: "listAllowedCommands",
  method: "GET",
  path: "/allowed-commands",
  tag,
  summary: "Commands that tool servers may be started by",
  allow: "tool.approve",
  result: z.object({ items: z.array(allowedCommandSchema) }),
});

export const newCommandSchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, { error: "A name has small letters, digits, “.”, “_” and “-” only." }),
  command: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .regex(/^[^\0\r\n]+$/),
  args: z
    .array(
      z
        .string()
        .max(1_000)
        .regex(/^[^\0\r\n]*$/),
    )
    .max(50),
  description: z.string().max(500).default(""),
});
export type NewCommand = z.output<typeof newCommandSchema>;

export const allowCommand = defineOperation({
  id: "allowCommand",
  method: "POST",
  path: "/allowed-commands",
  tag,
  summary: "Allow a command, exactly as it is written",
  description: "For administrators of the installation: the command runs on its machines, without a shell.",
  allow: "signedIn",
  body: newCommandSchema,
  result: allowedCommandSchema,
  status: 201,
  errors: ["forbidden", "name_taken"],
});

export const forbidCommand = defineOperation({
  id: "forbidCommand",
  method: "DELETE",
  path: "/allowed-commands/{commandId}",
  tag,
  summary: "Forbid a command",
  description: "Servers that are started by it fail from their next start on.",
  allow: "signedIn",
  params: z.object({ commandId: id }),
  errors: ["forbidden"],
});
