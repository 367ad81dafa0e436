// The endpoints of prompt templates: texts with variables in versions that never change. Shared by the routes, the
// browser and the API document.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf, pageQuery } from "../http/page";
import { parameterValuesSchema } from "../shared/parameter-values";
import { versionNumber, versionParam } from "../shared/stored-number";
import { longestPrompt, mostVariables } from "./prompt-variable-rules";

const id = z.uuid();
const params = z.object({ promptId: id });
const versionParams = params.extend({ number: versionParam });
const tag = "Prompts";

const name = z.string().trim().min(1).max(120);
const category = z.string().trim().max(60);
const description = z.string().max(2_000);
const note = z.string().trim().max(2_000);
const template = z
  .string()
  .min(1)
  .max(longestPrompt)
  .refine((text) => text.trim() !== "", { error: "The text is empty." });

export const promptVariableSchema = z.object({
  name: z.string().regex(fieldNamePattern),
  type: z.enum(["string", "number", "boolean"]).default("string"),
  /** A text of several lines. */
  multiline: z.boolean().exactOptional(),
  /** Where a text must be one of these. */
  options: z.array(z.string().trim().min(1).max(500)).max(200).exactOptional(),
  required: z.boolean().exactOptional(),
  default: z.union([z.string().max(20_000), z.number(), z.boolean()]).exactOptional(),
  description: z.string().max(2_000).exactOptional(),
});

/** A version without its text, as lists have it. */
export const promptVersionSummarySchema = z.object({
  id,
  number: z.int(),
  note: z.string(),
  /** The one that `latest` means. */
  isCurrent: z.boolean(),
  /** Characters of its text. */
  length: z.int(),
  createdAt: z.iso.datetime(),
  createdByName: z.string().nullable(),
});
export type PromptVersionSummary = z.infer<typeof promptVersionSummarySchema>;

export const promptVersionSchema = promptVersionSummarySchema.extend({
  template: z.string(),
  variables: z.array(promptVariableSchema),
});
export type PromptVersion = z.infer<typeof promptVersionSchema>;

/** One row of the list. */
export const promptSummarySchema = z.object({
  id,
  name: z.string(),
  /** Empty = none. */
  category: z.string(),
  description: z.string(),
  isActive: z.boolean(),
  currentNumber: z.int(),
  /** Variables of the current version. */
  variableCount: z.int(),
  /** How often runs took its text. */
  usageCount: z.number(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  updatedByName: z.string().nullable(),
});
export type PromptSummary = z.infer<typeof promptSummarySchema>;

/** A prompt with its current version. */
export const promptSchema = promptSummarySchema.extend({ current: promptVersionSchema });
export type PromptView = z.infer<typeof promptSchema>;

const content = {
  template,
  /** Variables that the text has and that are not described are required texts; others may not be described. */
  variables: z.array(promptVariableSchema).max(mostVariables).default([]),
  note: note.default(""),
};

export const listPrompts = defineOperation({
  id: "listPrompts",
  method: "GET",
  path: "/prompts",
  tag,
  summary: "List prompt templates, the newest first",
  allow: "prompt.view",
  query: idPageQuery.extend({
    /** In name, category and description. */
    search: z.string().max(200).optional(),
    /** Exactly this one. */
    category: z.string().max(60).optional(),
    /** Those without a category. */
    uncategorized: z.stringbool().optional(),
    active: z.stringbool().optional(),
  }),
  result: pageOf(promptSummarySchema),
});

export const listPromptCategories = defineOperation({
  id: "listPromptCategories",
  method: "GET",
  path: "/prompts/categories",
  tag,
  summary: "Categories of prompt templates with how many each has",
  allow: "prompt.view",
  result: z.object({ items: z.array(z.object({ category: z.string(), count: z.int() })) }),
});

export const createPrompt = defineOperation({
  id: "createPrompt",
  method: "POST",
  path: "/prompts",
  tag,
  summary: "Add a prompt template",
  description: "With its first version.",
  allow: "prompt.edit",
  body: z.object({ name, category: category.default(""), description: description.default(""), ...content }),
  result: promptSchema,
  status: 201,
  errors: ["name_taken"],
});

export const getPrompt = defineOperation({
  id: "getPrompt",
  method: "GET",
  path: "/prompts/{promptId}",
  tag,
  summary: "Get a prompt template with its current version",
  allow: "prompt.view",
  params,
  result: promptSchema,
});

export const updatePrompt = defineOperation({
  id: "updatePrompt",
  method: "PATCH",
  path: "/prompts/{promptId}",
  tag,
  summary: "Change what a prompt template is called, or switch it off",
  description:
    "Versions that are published go on with a prompt that is switched off; drafts that use it can't be run or published.",
  allow: "prompt.edit",
  params,
  body: z.object({
    name: name.optional(),
    category: category.optional(),
    description: description.optional(),
    isActive: z.boolean().optional(),
  }),
  result: promptSchema,
  errors: ["name_taken"],
});

export const promptUseSchema = z.object({
  workflowId: id,
  name: z.string(),
  agentId: id.nullable(),
  inDraft: z.boolean(),
  /** In the version that is live. */
  isLive: z.boolean(),
  /** In versions that are not live. */
  inEarlier: z.boolean(),
});
export type PromptUse = z.infer<typeof promptUseSchema>;

export const deletePrompt = defineOperation({
  id: "deletePrompt",
  method: "DELETE",
  path: "/prompts/{promptId}",
  tag,
  summary: "Delete a prompt template with its versions",
  description:
    "Refused while any published version of a workflow uses it, live or not: it reads its text from here. `uses` of the answer says where. Switch it off instead.",
  allow: "prompt.edit",
  params,
  errors: ["in_use"],
});

export const listPromptUses = defineOperation({
  id: "listPromptUses",
  method: "GET",
  path: "/prompts/{promptId}/uses",
  tag,
  summary: "Workflows that use a prompt template",
  allow: "prompt.view",
  params,
  result: z.object({ items: z.array(promptUseSchema) }),
});

export const listPromptVersions = defineOperation({
  id: "listPromptVersions",
  method: "GET",
  path: "/prompts/{promptId}/versions",
  tag,
  summary: "List versions of a prompt template, the newest first",
  allow: "prompt.view",
  params,
  query: pageQuery.extend({
    cursor: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
  }),
  result: pageOf(promptVersionSummarySchema),
});

export const getPromptVersion = defineOperation({
  id: "getPromptVersion",
  method: "GET",
  path: "/prompts/{promptId}/versions/{number}",
  tag,
  summary: "Get a version of a prompt template",
  allow: "prompt.view",
  params: versionParams,
  result: promptVersionSchema,
});

export const createPromptVersion = defineOperation({
  id: "createPromptVersion",
  method: "POST",
  path: "/prompts/{promptId}/versions",
  tag,
  summary: "Add a version to a prompt template",
  description:
    "It becomes the current one. With `basedOn`, the number of the version that was edited, it is refused as `conflict` where somebody else added a version since.",
  allow: "prompt.edit",
  params,
  body: z.object({ ...content, basedOn: versionNumber.optional() }),
  result: promptVersionSchema,
  status: 201,
  errors: ["conflict"],
});

export const restorePromptVersion = defineOperation({
  id: "restorePromptVersion",
  method: "POST",
  path: "/prompts/{promptId}/versions/{number}/restore",
  tag,
  summary: "Make an earlier version the current one",
  description: "As a new version with its text and variables, so that the history stays as it was.",
  allow: "prompt.edit",
  params: versionParams,
  body: z.object({ note: note.default("") }),
  result: promptVersionSchema,
  status: 201,
  errors: ["conflict"],
});

const usage = z.object({
  promptTokens: z.number(),
  completionTokens: z.number(),
  cachedTokens: z.number().optional(),
  cost: z.number().nullable(),
  currency: z.string().nullable(),
});

/** What the stream of a test tells, in the order of this list; `end` or `error` is the last. */
export const promptTestEventSchema = z.discriminatedUnion("type", [
  /** The text as the model gets it. */
  z.object({ type: z.literal("prompt"), text: z.string() }),
  z.object({ type: z.literal("thought"), delta: z.string() }),
  z.object({ type: z.literal("text"), delta: z.string() }),
  /** Such as that a try failed and when the next one begins. */
  z.object({ type: z.literal("note"), message: z.string() }),
  z.object({
    type: z.literal("end"),
    text: z.string(),
    finishReason: z.string(),
    usage,
    durationMs: z.number(),
  }),
  z.object({ type: z.literal("error"), code: z.string(), message: z.string(), durationMs: z.number() }),
]);
export type PromptTestEvent = z.infer<typeof promptTestEventSchema>;

export const testPrompt = defineOperation({
  id: "testPrompt",
  method: "POST",
  path: "/prompts/test",
  tag,
  summary: "Ask a model with a prompt and sample values",
  description:
    "Of a version that is stored, or of a text as it is typed. Server-sent events, whose data are described here. The call counts like any other: it is in the log of calls and in the usage of whoever asks.",
  allow: "prompt.edit",
  body: z.object({
    source: z.union([
      z.object({ promptId: id, version: z.union([versionNumber, z.literal("latest")]) }),
      z.object({ template, variables: content.variables }),
    ]),
    values: z.record(z.string(), z.json()).default({}),
    /** Null = the workspace's default model. */
    modelId: id.nullable().default(null),
    /** Put before the prompt as the model's instructions. */
    system: z.string().max(longestPrompt).default(""),
    /** By the names of the model's parameters; what the model does not take is told in a note. */
    parameters: parameterValuesSchema.default({}),
  }),
  maxBodyBytes: 4_194_304,
  result: promptTestEventSchema,
  stream: true,
  errors: ["inputs_invalid"],
});
