// The endpoints of agents: the face of one workflow that people talk to. Behaviour is the workflow's graph; the short
// form writes into that graph as long as it has the shape the form made.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { pageOf, pageQuery } from "../http/page";
import { parameterValuesSchema } from "../shared/parameter-values";
import { mostRunsAtATime } from "../shared/run-limits";
import { agentVisibilities, lifecycleStates } from "../shared/statuses";
import { revisionNumber, versionNumber } from "../shared/stored-number";
import { versionSchema } from "../workflows/contract";
import { avatarSchema } from "./avatar-rules";

const id = z.uuid();
const agentParams = z.object({ agentId: id });
const name = z.string().trim().min(1).max(200);
const description = z.string().max(4_000);
export const agentSchema = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  avatar: avatarSchema,
  workflowId: id,
  lifecycleState: z.enum(lifecycleStates),
  visibility: z.enum(agentVisibilities),
  /** Number of the version in production, null before the first. */
  publishedNumber: z.number().int().nullable(),
  /** Whether the draft differs from the version in production. */
  hasUnpublishedChanges: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type AgentView = z.infer<typeof agentSchema>;

/** What the short form says about behaviour. */
export const behaviourSchema = z.object({
  systemPrompt: z.string().max(200_000),
  /** Null = the workspace's default model. */
  modelId: id.nullable().default(null),
  temperature: z.number().min(0).max(2).nullable().default(null),
  /** What else the model is asked with, by the names of its parameters; absent = as it is. */
  parameters: parameterValuesSchema.optional(),
  welcomeMessage: z.string().max(10_000).default(""),
  suggestedQuestions: z.array(z.string().trim().min(1).max(500)).max(12).default([]),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

export const agentLimitsSchema = z.object({
  /** Runs of the agent that are executed at a time; more are refused, or wait in the queue. Null = no limit of its own. */
  concurrentRuns: z.int().min(1).max(mostRunsAtATime).nullable(),
});

export const agentDetailSchema = agentSchema.extend({
  /** Null when the graph was drawn into another shape than the form's. */
  behaviour: behaviourSchema.nullable(),
  limits: agentLimitsSchema,
  revision: z.number().int(),
});
export type AgentDetail = z.infer<typeof agentDetailSchema>;

export const listAgents = defineOperation({
  id: "listAgents",
  method: "GET",
  path: "/agents",
  tag: "Agents",
  summary: "List agents, the last changed first",
  allow: "agent.view",
  query: pageQuery.extend({
    search: z.string().max(200).optional(),
    lifecycleState: z.enum(lifecycleStates).optional(),
  }),
  result: pageOf(agentSchema),
});

export const createAgent = defineOperation({
  id: "createAgent",
  method: "POST",
  path: "/agents",
  tag: "Agents",
  summary: "Create an agent",
  description: "With `behaviour` it begins with a small graph made of it, without with a blank one to draw.",
  allow: "agent.edit",
  body: z.object({
    name,
    description: description.default(""),
    avatar: avatarSchema.optional(),
    behaviour: behaviourSchema.optional(),
  }),
  result: agentDetailSchema,
  status: 201,
  errors: ["name_taken"],
});

export const getAgent = defineOperation({
  id: "getAgent",
  method: "GET",
  path: "/agents/{agentId}",
  tag: "Agents",
  summary: "Get an agent",
  allow: "agent.view",
  params: agentParams,
  result: agentDetailSchema,
});

export const updateAgent = defineOperation({
  id: "updateAgent",
  method: "PATCH",
  path: "/agents/{agentId}",
  tag: "Agents",
  summary: "Change an agent",
  description: "`behaviour` changes the draft; people talk to it after the next publish.",
  allow: "agent.edit",
  params: agentParams,
  body: z.object({
    name: name.optional(),
    description: description.optional(),
    avatar: avatarSchema.optional(),
    visibility: z.enum(agentVisibilities).optional(),
    limits: agentLimitsSchema.optional(),
    behaviour: behaviourSchema.optional(),
    /** Needed with `behaviour`: the revision of the draft that it was read from. */
    baseRevision: revisionNumber.optional(),
  }),
  result: agentDetailSchema,
  errors: ["name_taken", "revision_conflict", "conflict"],
});

export const archiveAgent = defineOperation({
  id: "archiveAgent",
  method: "DELETE",
  path: "/agents/{agentId}",
  tag: "Agents",
  summary: "Archive an agent",
  description: "Its conversations stay readable; nobody can talk to it any more.",
  allow: "agent.edit",
  params: agentParams,
});

export const publishAgent = defineOperation({
  id: "publishAgent",
  method: "POST",
  path: "/agents/{agentId}/publish",
  tag: "Agents",
  summary: "Publish the draft and make it live",
  allow: "agent.publish",
  params: agentParams,
  body: z.object({ revision: revisionNumber, releaseNotes: z.string().max(10_000).default("") }),
  result: versionSchema,
  status: 201,
  errors: ["graph_invalid", "revision_conflict", "nothing_to_publish"],
});

export const rollBackAgent = defineOperation({
  id: "rollBackAgent",
  method: "POST",
  path: "/agents/{agentId}/roll-back",
  tag: "Agents",
  summary: "Make an earlier version live again",
  allow: "agent.publish",
  params: agentParams,
  body: z.object({ number: versionNumber, note: z.string().max(2_000).default("") }),
  result: versionSchema,
});
