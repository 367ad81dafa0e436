// The endpoints of model providers and models: long, because it is the one door of the feature. A key goes in and never
// comes out: answers carry its last four characters. Shared by the routes, the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { pageOf, pageQuery } from "../http/page";
import { errorCodes } from "../shared/errors";
import { findSpecFault, parameterKinds } from "../shared/model-parameters";
import { modelStatuses, modelTypes, providerKinds, providerStatuses } from "../shared/statuses";

const id = z.uuid();
export const providerParams = z.object({ providerId: id });
export const modelParams = z.object({ modelId: id });
const name = z.string().trim().min(1).max(100);
const price = z.number().min(0).max(1_000_000);

/** Kinds that a person can add; the built-in one is always there. */
export const addableKinds = providerKinds.filter((kind) => kind !== "builtin");

const baseUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((text) => URL.canParse(text) && new URL(text).username === "" && new URL(text).password === "", {
    error: "Put the key into its own field, not into the address.",
  });
const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/);
/** Printable, so that no header can be smuggled in. */
const headerValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]{0,4000}$/);
export const apiKeyText = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .regex(/^[\x21-\x7e]+$/, { error: "The key has characters that no key has." });

export const authSchema = z.object({
  type: z.enum(["bearer", "header", "none"]),
  /** Name of the header, with type `header`. */
  header: headerName.exactOptional(),
});

/** Why a check failed: a code of our list, a plain sentence, and the provider's own words among the parameters. */
export const faultSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Fault = z.infer<typeof faultSchema>;

export const capabilitiesSchema = z.object({
  vision: z.boolean().exactOptional(),
  audio: z.boolean().exactOptional(),
  tools: z.boolean().exactOptional(),
  streaming: z.boolean().exactOptional(),
  json: z.boolean().exactOptional(),
  reasoning: z.boolean().exactOptional(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

const limit = z.int().min(1).max(1_000_000_000).exactOptional();

/** What must not be exceeded by all processes together; absent = no limit. */
export const limitsSchema = z.object({
  requestsPerMinute: limit,
  tokensPerMinute: limit,
  /** Calls at a time. */
  concurrency: limit,
});
export type Limits = z.infer<typeof limitsSchema>;

/** Something that refused or failed and is left alone for a while. */
export const pauseSchema = z.object({
  until: z.iso.datetime(),
  reason: z.enum(errorCodes),
  /** How often in a row it failed. */
  failures: z.int(),
});
export type Pause = z.infer<typeof pauseSchema>;

export const parameterNamePattern = /^[A-Za-z][A-Za-z0-9_]{0,49}$/;
export const maxParameters = 30;
const specFaults = {
  bounds: "The least is more than the most.",
  options: "A choice needs at least one option.",
  default: "The default does not fit the parameter.",
} as const;

/** What a parameter may be, and so how its control looks: a number between bounds, a choice, a switch. */
export const parameterSchema = z
  .object({
    /** A number where absent. */
    kind: z.enum(parameterKinds).exactOptional(),
    /** What people see; the name where absent. */
    label: z.string().trim().min(1).max(100).exactOptional(),
    /** Sent where nothing is chosen; absent = the model decides. */
    default: z.union([z.number(), z.string().max(200), z.boolean()]).exactOptional(),
    min: z.number().exactOptional(),
    max: z.number().exactOptional(),
    step: z.number().positive().exactOptional(),
    options: z.array(z.string().min(1).max(100)).max(50).exactOptional(),
  })
  .superRefine((spec, context) => {
    const fault = findSpecFault(spec);
    if (fault)
      context.addIssue({ code: "custom", path: [fault === "bounds" ? "max" : fault], message: specFaults[fault] });
  });
export const parametersSchema = z
  .record(z.string().regex(parameterNamePattern), parameterSchema)
  .refine((parameters) => Object.keys(parameters).length <= maxParameters, { error: "There are too many parameters." });

/** What a provider says of a model itself, or what is known of it here; what is not told is absent. */
export const factsSchema = z.object({
  contextWindow: z.int().min(1).max(100_000_000).exactOptional(),
  maxTokens: z.int().min(1).max(100_000_000).exactOptional(),
  capabilities: capabilitiesSchema.exactOptional(),
  inputPrice: price.exactOptional(),
  outputPrice: price.exactOptional(),
  cachedPrice: price.exactOptional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .exactOptional(),
  parameters: parametersSchema.exactOptional(),
});
export const detectedSchema = factsSchema.extend({
  /** Who says so: the provider's own list, or the list of known models. */
  from: z.enum(["provider", "known"]),
  at: z.iso.datetime(),
});
export type Detected = z.infer<typeof detectedSchema>;

const modelFields = {
  /** What people see. */
  name,
  /** What the provider calls it. */
  modelId: z.string().trim().min(1).max(300),
  type: z.enum(modelTypes),
  contextWindow: z.number().int().min(1).max(100_000_000).nullable(),
  maxTokens: z.number().int().min(1).max(100_000_000).nullable(),
  capabilities: capabilitiesSchema,
  /** Per million tokens; null = not known. */
  inputPrice: price.nullable(),
  outputPrice: price.nullable(),
  cachedPrice: price.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Its parameters by name; none = those that models of its kind usually have. */
  parameters: parametersSchema,
  limits: limitsSchema,
  status: z.enum(modelStatuses),
};

export const modelSchema = z.object({
  id,
  providerId: id,
  providerName: z.string(),
  providerKind: z.enum(providerKinds),
  ...modelFields,
  isDefault: z.boolean(),
  isRecommended: z.boolean(),
  /** Since when it should not be chosen any more. */
  deprecatedAt: z.iso.datetime().nullable(),
  /** How many models answer for it in its place; 0 = it answers for itself. */
  routeCount: z.int(),
  /** What it is by itself: where a field differs, a person changed it. */
  detected: detectedSchema.nullable(),
  /** Belongs to the whole installation and can't be changed here. */
  isShared: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ModelView = z.infer<typeof modelSchema>;

export const providerSchema = z.object({
  id,
  name: z.string(),
  kind: z.enum(providerKinds),
  baseUrl: z.string().nullable(),
  apiVersion: z.string().nullable(),
  auth: authSchema,
  /** The last four characters of the key; null without a key. */
  keyHint: z.string().nullable(),
  /** Names of further headers; their values are sealed like the key. */
  headerNames: z.array(z.string()),
  timeoutMs: z.number().int(),
  retryCount: z.number().int(),
  /** Of all its keys together. */
  limits: limitsSchema,
  /** Keys beside its own. */
  keyCount: z.int(),
  /** Why it is left alone at the moment; null = it is not. */
  pause: pauseSchema.nullable(),
  status: z.enum(providerStatuses),
  lastCheckedAt: z.iso.datetime().nullable(),
  lastFault: faultSchema.nullable(),
  isShared: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ProviderView = z.infer<typeof providerSchema>;

const settingFields = {
  name,
  baseUrl: baseUrl.nullable(),
  apiVersion: z
    .string()
    .regex(/^[\w.-]{1,40}$/)
    .nullable(),
  auth: authSchema,
  apiKey: apiKeyText.nullable(),
  headers: z.record(headerName, headerValue).refine((headers) => Object.keys(headers).length <= 30),
  timeoutMs: z.number().int().min(1000).max(900_000),
  retryCount: z.number().int().min(0).max(5),
  limits: limitsSchema,
};

export const newModelSchema = z.object({
  name: modelFields.name.optional(),
  modelId: modelFields.modelId,
  type: modelFields.type.default("chat"),
  contextWindow: modelFields.contextWindow.optional(),
  maxTokens: modelFields.maxTokens.optional(),
  capabilities: modelFields.capabilities.optional(),
  inputPrice: modelFields.inputPrice.optional(),
  outputPrice: modelFields.outputPrice.optional(),
  cachedPrice: modelFields.cachedPrice.optional(),
  currency: modelFields.currency.optional(),
  parameters: modelFields.parameters.optional(),
  limits: modelFields.limits.optional(),
  isRecommended: z.boolean().optional(),
  /** As `offered-models` gives it: fills in what is left out, and is kept apart from what people change. */
  detected: detectedSchema.nullable().optional(),
});
export type NewModel = z.infer<typeof newModelSchema>;

/** How to reach a provider, saved or not. */
export const connectionSchema = z.object({
  kind: z.enum(addableKinds),
  name: settingFields.name.default("Provider"),
  baseUrl: settingFields.baseUrl.default(null),
  apiVersion: settingFields.apiVersion.default(null),
  auth: settingFields.auth.default({ type: "bearer" }),
  apiKey: settingFields.apiKey.default(null),
  headers: settingFields.headers.default({}),
});
export type Connection = z.infer<typeof connectionSchema>;

export const listProviders = defineOperation({
  id: "listProviders",
  method: "GET",
  path: "/providers",
  tag: "Models",
  summary: "List model providers, the oldest first",
  allow: "model.view",
  query: pageQuery,
  result: pageOf(providerSchema),
});

export const createProvider = defineOperation({
  id: "createProvider",
  method: "POST",
  path: "/providers",
  tag: "Models",
  summary: "Add a provider",
  description: "`models` are added with it. Fields of a known model that are left out are filled in.",
  allow: "model.manage",
  body: connectionSchema.extend({
    name: settingFields.name,
    timeoutMs: settingFields.timeoutMs.default(120_000),
    retryCount: settingFields.retryCount.default(2),
    limits: settingFields.limits.default({}),
    models: z.array(newModelSchema).max(200).default([]),
  }),
  result: providerSchema,
  status: 201,
  errors: ["name_taken"],
});

export const getProvider = defineOperation({
  id: "getProvider",
  method: "GET",
  path: "/providers/{providerId}",
  tag: "Models",
  summary: "Get a provider",
  allow: "model.view",
  params: providerParams,
  result: providerSchema,
});

export const updateProvider = defineOperation({
  id: "updateProvider",
  method: "PATCH",
  path: "/providers/{providerId}",
  tag: "Models",
  summary: "Change a provider",
  description:
    "`apiKey` null removes the key, absent keeps it. When the host of the address changes, key and headers have to be sent again, so that a kept key never goes to another host.",
  allow: "model.manage",
  params: providerParams,
  body: z.object({
    name: settingFields.name.optional(),
    baseUrl: settingFields.baseUrl.optional(),
    apiVersion: settingFields.apiVersion.optional(),
    auth: settingFields.auth.optional(),
    apiKey: settingFields.apiKey.optional(),
    headers: settingFields.headers.optional(),
    timeoutMs: settingFields.timeoutMs.optional(),
    retryCount: settingFields.retryCount.optional(),
    limits: settingFields.limits.optional(),
    status: z.enum(["disabled", "unchecked"]).optional(),
  }),
  result: providerSchema,
  errors: ["name_taken"],
});

export const deleteProvider = defineOperation({
  id: "deleteProvider",
  method: "DELETE",
  path: "/providers/{providerId}",
  tag: "Models",
  summary: "Remove a provider and its models",
  description: "Refused while a workflow uses one of them; `uses` of the answer names the workflows.",
  allow: "model.manage",
  params: providerParams,
  errors: ["in_use"],
});

export const checkSchema = z.object({
  ok: z.boolean(),
  fault: faultSchema.nullable(),
  /** The model that was asked. */
  modelId: z.string().nullable(),
  /** The beginning of what it said. */
  answer: z.string().nullable(),
  firstTokenMs: z.number().nullable(),
  totalMs: z.number(),
});
export type Check = z.infer<typeof checkSchema>;

const wireModelId = modelFields.modelId;

export const checkProvider = defineOperation({
  id: "checkProvider",
  method: "POST",
  path: "/providers/{providerId}/check",
  tag: "Models",
  summary: "Make one small call and say what failed",
  allow: "model.manage",
  params: providerParams,
  body: z.object({ modelId: wireModelId.optional() }),
  result: checkSchema,
});

export const checkConnection = defineOperation({
  id: "checkConnection",
  method: "POST",
  path: "/providers/check",
  tag: "Models",
  summary: "Make one small call before a provider is saved",
  allow: "model.manage",
  body: z.object({ connection: connectionSchema, modelId: wireModelId }),
  result: checkSchema,
});

export const offeredModelSchema = z.object({
  modelId: z.string(),
  type: z.enum(modelTypes),
  name: z.string(),
  contextWindow: z.number().nullable(),
  maxTokens: z.number().nullable(),
  inputPrice: z.number().nullable(),
  outputPrice: z.number().nullable(),
  cachedPrice: z.number().nullable(),
  currency: z.string(),
  capabilities: capabilitiesSchema,
  detected: detectedSchema.nullable(),
  /** When the price was noted; null = not known here. */
  pricesOf: z.string().nullable(),
  /** Already among the provider's models. */
  added: z.boolean(),
});
export type OfferedModel = z.infer<typeof offeredModelSchema>;

export const offerSchema = z.object({
  /** False where this kind of provider can't list its models. */
  listed: z.boolean(),
  items: z.array(offeredModelSchema),
  fault: faultSchema.nullable(),
});
export type Offer = z.infer<typeof offerSchema>;

export const listOfferedModels = defineOperation({
  id: "listOfferedModels",
  method: "GET",
  path: "/providers/{providerId}/offered-models",
  tag: "Models",
  summary: "List what the provider itself offers",
  allow: "model.manage",
  params: providerParams,
  result: offerSchema,
});

export const exploreConnection = defineOperation({
  id: "exploreConnection",
  method: "POST",
  path: "/providers/explore",
  tag: "Models",
  summary: "List what a provider offers before it is saved",
  allow: "model.manage",
  body: z.object({ connection: connectionSchema }),
  result: offerSchema,
});

export const localProviderSchema = z.object({
  kind: z.literal("ollama"),
  baseUrl: z.string(),
  /** False while the list of private addresses doesn't allow it, so nobody asked. */
  allowed: z.boolean(),
  answers: z.boolean(),
  models: z.array(z.string()),
});

export const listLocalProviders = defineOperation({
  id: "listLocalProviders",
  method: "GET",
  path: "/providers/local",
  tag: "Models",
  summary: "Model servers found on the server itself",
  allow: "model.manage",
  result: z.object({ items: z.array(localProviderSchema) }),
});

export const listModels = defineOperation({
  id: "listModels",
  method: "GET",
  path: "/models",
  tag: "Models",
  summary: "List models, the oldest first",
  allow: "model.view",
  query: pageQuery.extend({
    providerId: id.optional(),
    type: z.enum(modelTypes).optional(),
    search: z.string().max(200).optional(),
  }),
  result: pageOf(modelSchema),
});

export const createModel = defineOperation({
  id: "createModel",
  method: "POST",
  path: "/models",
  tag: "Models",
  summary: "Add a model to a provider",
  allow: "model.manage",
  body: newModelSchema.extend({ providerId: id, isDefault: z.boolean().default(false) }),
  result: modelSchema,
  status: 201,
  errors: ["name_taken"],
});

export const getModel = defineOperation({
  id: "getModel",
  method: "GET",
  path: "/models/{modelId}",
  tag: "Models",
  summary: "Get a model",
  allow: "model.view",
  params: modelParams,
  result: modelSchema,
});

export const updateModel = defineOperation({
  id: "updateModel",
  method: "PATCH",
  path: "/models/{modelId}",
  tag: "Models",
  summary: "Change a model",
  description: "`isDefault` true makes it the workspace's default for its type in place of the earlier one.",
  allow: "model.manage",
  params: modelParams,
  body: z.object({
    name: modelFields.name.optional(),
    modelId: modelFields.modelId.optional(),
    contextWindow: modelFields.contextWindow.optional(),
    maxTokens: modelFields.maxTokens.optional(),
    capabilities: modelFields.capabilities.optional(),
    inputPrice: modelFields.inputPrice.optional(),
    outputPrice: modelFields.outputPrice.optional(),
    cachedPrice: modelFields.cachedPrice.optional(),
    currency: modelFields.currency.optional(),
    parameters: modelFields.parameters.optional(),
    limits: modelFields.limits.optional(),
    isRecommended: z.boolean().optional(),
    status: modelFields.status.optional(),
    isDefault: z.boolean().optional(),
  }),
  result: modelSchema,
  errors: ["name_taken"],
});

export const deleteModel = defineOperation({
  id: "deleteModel",
  method: "DELETE",
  path: "/models/{modelId}",
  tag: "Models",
  summary: "Remove a model",
  description: "Refused while a workflow uses it; `uses` of the answer names the workflows.",
  allow: "model.manage",
  params: modelParams,
  errors: ["in_use"],
});

/** A workflow that stands in the way of a removal. */
export const useSchema = z.object({ workflowId: id, name: z.string(), agentId: id.nullable() });
export type Use = z.infer<typeof useSchema>;
