// The endpoints of workflows: list, draft, edits by revision, validation, versions, node templates.
// Shared by the routes, the browser and the API document.

import { z } from "zod";
import { editSchema } from "../graph/edit-schema";
import { problemCodes } from "../graph/problem";
import { fieldSchema, graphSchema, schemaPolicySchema } from "../graph/schema";
import { defineOperation } from "../http/operation";
import { pageOf, pageQuery } from "../http/page";
import { parametersSchema } from "../models/contract";
import { toolStatuses, versionStates, versionTypes, workflowStatuses } from "../shared/statuses";
import { revisionNumber, versionParam } from "../shared/stored-number";

const id = z.uuid();
const workflowParams = z.object({ workflowId: id });
/** Graphs of the size limit still fit; anything larger is refused while it arrives. */
export const maxGraphBytes = 16 * 1_048_576;

export const problemSchema = z.object({
  code: z.enum(problemCodes),
  severity: z.enum(["error", "warning"]),
  nodeId: z.string().optional(),
  edgeId: z.string().optional(),
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const workflowSchema = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  status: z.enum(workflowStatuses),
  revision: z.number().int(),
  /** Number of the version in production, null before the first. */
  publishedNumber: z.number().int().nullable(),
  publishedVersionId: id.nullable(),
  /** The agent whose behaviour this is, null for a workflow of its own. */
  agentId: id.nullable(),
  nodeCount: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  updatedByName: z.string().nullable(),
});
export type WorkflowView = z.infer<typeof workflowSchema>;

export const draftSchema = z.object({ revision: z.number().int(), graph: graphSchema });
export type DraftView = z.infer<typeof draftSchema>;

export const changeSchema = z.object({
  kind: z.string(),
  nodeId: z.string().optional(),
  edgeId: z.string().optional(),
  name: z.string().optional(),
  before: z.string().optional(),
  fields: z.array(z.string()).optional(),
});
export type ChangeView = z.infer<typeof changeSchema>;

export const versionSchema = z.object({
  id,
  number: z.number().int(),
  semver: z.string(),
  versionType: z.enum(versionTypes),
  state: z.enum(versionStates),
  releaseNotes: z.string(),
  changes: z.array(changeSchema),
  checksum: z.string(),
  isLive: z.boolean(),
  releasedAt: z.iso.datetime(),
  releasedByName: z.string().nullable(),
});
export type VersionView = z.infer<typeof versionSchema>;

const name = z.string().trim().min(1).max(200);
const description = z.string().max(4_000);

export const listWorkflows = defineOperation({
  id: "listWorkflows",
  method: "GET",
  path: "/workflows",
  tag: "Workflows",
  summary: "List workflows, the last changed first",
  allow: "workflow.view",
  query: pageQuery.extend({ search: z.string().max(200).optional(), status: z.enum(workflowStatuses).optional() }),
  result: pageOf(workflowSchema),
});

export const createWorkflow = defineOperation({
  id: "createWorkflow",
  method: "POST",
  path: "/workflows",
  tag: "Workflows",
  summary: "Create a workflow",
  description: "Without a graph it begins with a start and an end node.",
  allow: "workflow.edit",
  body: z.object({ name, description: description.default(""), graph: graphSchema.optional() }),
  maxBodyBytes: maxGraphBytes,
  result: workflowSchema,
  status: 201,
  errors: ["name_taken", "graph_invalid", "graph_too_large"],
});

export const getWorkflow = defineOperation({
  id: "getWorkflow",
  method: "GET",
  path: "/workflows/{workflowId}",
  tag: "Workflows",
  summary: "Get a workflow",
  allow: "workflow.view",
  params: workflowParams,
  result: workflowSchema,
});

export const updateWorkflow = defineOperation({
  id: "updateWorkflow",
  method: "PATCH",
  path: "/workflows/{workflowId}",
  tag: "Workflows",
  summary: "Rename or describe a workflow",
  allow: "workflow.edit",
  params: workflowParams,
  body: z.object({ name: name.optional(), description: description.optional() }),
  result: workflowSchema,
  errors: ["name_taken"],
});

export const archiveWorkflow = defineOperation({
  id: "archiveWorkflow",
  method: "DELETE",
  path: "/workflows/{workflowId}",
  tag: "Workflows",
  summary: "Archive a workflow",
  description: "Its runs and versions stay readable; it no longer runs. An agent's workflow goes with its agent.",
  allow: "workflow.edit",
  params: workflowParams,
  errors: ["in_use"],
});

export const getDraft = defineOperation({
  id: "getDraft",
  method: "GET",
  path: "/workflows/{workflowId}/draft",
  tag: "Workflows",
  summary: "Get the draft with its revision",
  allow: "workflow.view",
  params: workflowParams,
  result: draftSchema,
});

export const editDraft = defineOperation({
  id: "editDraft",
  method: "POST",
  path: "/workflows/{workflowId}/draft/edits",
  tag: "Workflows",
  summary: "Apply edits to the draft",
  description:
    "The edits are applied together or not at all. When the draft is at another revision by now, the answer is " +
    "409 revision_conflict with `revision` and `graph` as they are; apply your edits to that and send them again.",
  allow: "workflow.edit",
  params: workflowParams,
  body: z.object({ baseRevision: revisionNumber, edits: z.array(editSchema).min(1).max(5_000) }),
  maxBodyBytes: maxGraphBytes,
  result: z.object({ revision: z.number().int() }),
  errors: ["revision_conflict", "edit_refused", "graph_too_large"],
});

export const replaceDraft = defineOperation({
  id: "replaceDraft",
  method: "PUT",
  path: "/workflows/{workflowId}/draft",
  tag: "Workflows",
  summary: "Replace the whole draft",
  allow: "workflow.edit",
  params: workflowParams,
  body: z.object({ baseRevision: revisionNumber, graph: graphSchema }),
  maxBodyBytes: maxGraphBytes,
  result: z.object({ revision: z.number().int() }),
  errors: ["revision_conflict", "graph_invalid", "graph_too_large"],
});

export const validateDraft = defineOperation({
  id: "validateDraft",
  method: "POST",
  path: "/workflows/{workflowId}/validate",
  tag: "Workflows",
  summary: "List the problems of the draft",
  allow: "workflow.view",
  params: workflowParams,
  result: z.object({ revision: z.number().int(), problems: z.array(problemSchema) }),
});

export const validateGraph = defineOperation({
  id: "validateGraph",
  method: "POST",
  path: "/graphs/validate",
  tag: "Workflows",
  summary: "List the problems of a graph without storing it",
  allow: "workflow.view",
  body: z.object({ graph: graphSchema }),
  maxBodyBytes: maxGraphBytes,
  result: z.object({ problems: z.array(problemSchema) }),
});

/** What the designer's validation must know of the workspace: ids and names only. */
export const getGraphFacts = defineOperation({
  id: "getGraphFacts",
  method: "GET",
  path: "/graphs/facts",
  tag: "Workflows",
  summary: "Which models, tools, prompts and secrets a graph may refer to",
  allow: "workflow.view",
  result: z.object({
    models: z.array(
      z.object({
        id,
        name: z.string(),
        providerName: z.string(),
        isDefault: z.boolean(),
        inputPrice: z.number().nullable(),
        outputPrice: z.number().nullable(),
        currency: z.string().nullable(),
        /** What it may be asked with, by the parameter's name. */
        parameters: parametersSchema,
      }),
    ),
    secrets: z.array(z.string()),
    /** `required`: variables of the current version that need a value. */
    prompts: z.array(
      z.object({ id, name: z.string(), isActive: z.boolean(), latest: z.int(), required: z.array(z.string()) }),
    ),
    /** `usable`: approved, switched on and as it was approved. */
    tools: z.array(
      z.object({ id, name: z.string(), title: z.string(), status: z.enum(toolStatuses), usable: z.boolean() }),
    ),
  }),
});

export const listVersions = defineOperation({
  id: "listVersions",
  method: "GET",
  path: "/workflows/{workflowId}/versions",
  tag: "Workflows",
  summary: "List versions, the newest first",
  allow: "workflow.view",
  params: workflowParams,
  query: pageQuery.extend({
    cursor: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
  }),
  result: pageOf(versionSchema),
});

export const getVersion = defineOperation({
  id: "getVersion",
  method: "GET",
  path: "/workflows/{workflowId}/versions/{number}",
  tag: "Workflows",
  summary: "Get a version with its graph",
  allow: "workflow.view",
  params: workflowParams.extend({ number: versionParam }),
  result: versionSchema.extend({ graph: graphSchema }),
});

/** A problem for people who don't see the canvas: with the name of its node. */
export const namedProblemSchema = problemSchema.extend({ nodeName: z.string().optional() });
export type NamedProblem = z.infer<typeof namedProblemSchema>;

/** What the publish dialog shows before anything is written. */
export const previewPublish = defineOperation({
  id: "previewPublish",
  method: "GET",
  path: "/workflows/{workflowId}/publish-preview",
  tag: "Workflows",
  summary: "What publishing the draft would do",
  allow: "workflow.view",
  params: workflowParams,
  result: z.object({
    revision: z.number().int(),
    nextNumber: z.number().int(),
    changes: z.array(changeSchema),
    problems: z.array(namedProblemSchema),
  }),
});

export const publishWorkflow = defineOperation({
  id: "publishWorkflow",
  method: "POST",
  path: "/workflows/{workflowId}/versions",
  tag: "Workflows",
  summary: "Publish the draft as the next version",
  description: "Writes an immutable version and makes it the one in production.",
  allow: "workflow.publish",
  params: workflowParams,
  body: z.object({
    revision: revisionNumber,
    releaseNotes: z.string().max(10_000).default(""),
    versionType: z.enum(versionTypes).default("minor"),
  }),
  result: versionSchema,
  status: 201,
  errors: ["graph_invalid", "revision_conflict", "nothing_to_publish"],
});

export const restoreVersion = defineOperation({
  id: "restoreVersion",
  method: "POST",
  path: "/workflows/{workflowId}/versions/{number}/restore",
  tag: "Workflows",
  summary: "Make the draft equal to a version",
  allow: "workflow.edit",
  params: workflowParams.extend({ number: versionParam }),
  body: z.object({ baseRevision: revisionNumber }),
  result: z.object({ revision: z.number().int() }),
  errors: ["revision_conflict"],
});

/** Shown only while another field holds one of these values, or with `not` none of them; null stands for blank. */
export const conditionSchema = z.object({
  key: z.string().min(1).max(64),
  in: z.array(z.json()).max(50),
  not: z.boolean().default(false),
});

export const templateFieldSchema = z.object({
  key: z.string(),
  control: z.string(),
  group: z.string(),
  /** Null = the wording of the code, in the reader's language. */
  label: z.string().nullable(),
  help: z.string().nullable(),
  required: z.boolean(),
  default: z.json().nullable(),
  options: z.array(z.string()).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  step: z.number().nullable(),
  maxLength: z.number().nullable(),
  language: z.string().nullable(),
  visibleWhen: conditionSchema.nullable(),
  /** Not drawn; what it is preset with counts. */
  isHidden: z.boolean(),
  /** Drawn, but not to be changed. */
  isLocked: z.boolean(),
});

export const nodeTemplateSchema = z.object({
  code: z.string(),
  /** The node type that runs it. */
  type: z.string(),
  typeVersion: z.number().int(),
  category: z.string(),
  icon: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  schemaPolicy: schemaPolicySchema,
  initial: z.object({
    config: z.record(z.string(), z.json()),
    inputs: z.array(fieldSchema),
    outputs: z.array(fieldSchema),
    renderMode: z.enum(["hidden", "thought", "message"]),
  }),
  fields: z.array(templateFieldSchema),
  /** Config keys that the template presets. */
  presets: z.array(z.string()),
  /** Whether the palette offers it; nodes that were made from it keep its form. */
  isActive: z.boolean(),
  /** A template of the workspace's own, rather than an entry of the product. */
  isOwn: z.boolean(),
  /** Whether anything differs from what the product says. */
  isChanged: z.boolean(),
});
export type NodeTemplateView = z.infer<typeof nodeTemplateSchema>;
export type TemplateFieldView = z.infer<typeof templateFieldSchema>;

export const listNodeTemplates = defineOperation({
  id: "listNodeTemplates",
  method: "GET",
  path: "/node-templates",
  tag: "Workflows",
  summary: "The palette with the form of each entry",
  allow: "workflow.view",
  result: z.object({ items: z.array(nodeTemplateSchema) }),
});
