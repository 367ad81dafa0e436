// The endpoints of the log of calls: of models, tools, agents and the API, with what each used. Shared by the routes,
// the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf } from "../http/page";
import { callKinds, callStatuses } from "../shared/statuses";

const id = z.uuid();

export const callSchema = z.object({
  id,
  kind: z.enum(callKinds),
  status: z.enum(callStatuses),
  /** The model's or tool's name as it was. */
  targetName: z.string().nullable(),
  modelId: id.nullable(),
  toolId: id.nullable(),
  providerId: id.nullable(),
  /** Which of the provider's further keys; null = its own. */
  keyId: id.nullable(),
  agentId: id.nullable(),
  agentName: z.string().nullable(),
  workflowId: id.nullable(),
  runId: id.nullable(),
  /** Where in the run. */
  path: z.string().nullable(),
  conversationId: id.nullable(),
  userId: id.nullable(),
  promptTokens: z.int().nullable(),
  completionTokens: z.int().nullable(),
  cachedTokens: z.int().nullable(),
  cost: z.number().nullable(),
  currency: z.string().nullable(),
  latencyMs: z.int().nullable(),
  statusCode: z.int().nullable(),
  retryCount: z.int(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** When it ended. */
  createdAt: z.iso.datetime(),
});
export type CallView = z.infer<typeof callSchema>;

export const callDetailsSchema = callSchema.extend({
  parameters: z.json().nullable(),
  /** Kept only where the workspace's settings say so, without secrets. */
  requestBody: z.json().nullable(),
  responseBody: z.json().nullable(),
  requestId: z.string().nullable(),
  method: z.string().nullable(),
  endpoint: z.string().nullable(),
  requestBytes: z.int().nullable(),
  responseBytes: z.int().nullable(),
  tags: z.array(z.string()),
});
export type CallDetails = z.infer<typeof callDetailsSchema>;

export const listCalls = defineOperation({
  id: "listCalls",
  method: "GET",
  path: "/calls",
  tag: "Usage",
  summary: "List calls of models and tools, the latest first",
  allow: "usage.view",
  query: idPageQuery.extend({
    kind: z.enum(callKinds).optional(),
    status: z.enum(callStatuses).optional(),
    agentId: id.optional(),
    userId: id.optional(),
    modelId: id.optional(),
    toolId: id.optional(),
    runId: id.optional(),
    /** From this moment on. */
    from: z.iso.datetime().optional(),
    /** Up to, and without, this moment. */
    to: z.iso.datetime().optional(),
  }),
  result: pageOf(callSchema),
});

export const getCall = defineOperation({
  id: "getCall",
  method: "GET",
  path: "/calls/{callId}",
  tag: "Usage",
  summary: "Get a call with what was kept of it",
  allow: "usage.view",
  params: z.object({ callId: id }),
  result: callDetailsSchema,
});

export const callLogSettingsSchema = z.object({
  /** Whether the parameters of calls are kept in the log. */
  keepParameters: z.boolean(),
  /** Whether what was sent and answered is kept in the log. */
  keepBodies: z.boolean(),
});
export type CallLogSettings = z.infer<typeof callLogSettingsSchema>;

export const getCallLogSettings = defineOperation({
  id: "getCallLogSettings",
  method: "GET",
  path: "/calls/settings",
  tag: "Usage",
  summary: "What the log of calls keeps",
  allow: "usage.view",
  result: callLogSettingsSchema,
});

export const updateCallLogSettings = defineOperation({
  id: "updateCallLogSettings",
  method: "PATCH",
  path: "/calls/settings",
  tag: "Usage",
  summary: "Change what the log of calls keeps",
  allow: "settings.manage",
  body: callLogSettingsSchema.partial(),
  result: callLogSettingsSchema,
});
