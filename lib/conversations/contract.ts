// The endpoints of talking: conversations, asking, following an answer, its thoughts. What a bubble needs comes from
// the runs table alone; thoughts and debug data are asked for when somebody opens them.

import { z } from "zod";
import { avatarSchema } from "../agents/avatar-rules";
import { fieldSchema } from "../graph/schema";
import { defineOperation } from "../http/operation";
import { idPageQuery, pageOf, pageQuery } from "../http/page";
import { nodeStatuses, runStatuses } from "../run-log/events";
import { maxInputBytes, runErrorSchema } from "../runs/run-parts";

const id = z.uuid();
const time = z.iso.datetime();
const conversationParams = z.object({ conversationId: id });
const turnParams = conversationParams.extend({ runId: id });

export const conversationSchema = z.object({
  id,
  agentId: id,
  title: z.string().nullable(),
  pinned: z.boolean(),
  runCount: z.number().int(),
  headRunId: id.nullable(),
  lastActivityAt: time,
  createdAt: time,
});
export type ConversationView = z.infer<typeof conversationSchema>;

/** One question and its answer. */
export const turnSchema = z.object({
  id,
  previousRunId: id.nullable(),
  status: z.enum(runStatuses),
  query: z.string().nullable(),
  response: z.string().nullable(),
  errorCode: z.string().nullable(),
  totalTokens: z.number().int(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
});
export type TurnView = z.infer<typeof turnSchema>;

/** What a person meets who may talk to an agent. */
export const talkerSchema = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  avatar: avatarSchema,
  publishedNumber: z.number().int().nullable(),
  welcomeMessage: z.string(),
  suggestedQuestions: z.array(z.string()),
  /** What it wants to know beside the question, as `inputs` of `ask`. */
  inputs: z.array(fieldSchema),
});
export type TalkerView = z.infer<typeof talkerSchema>;

export const listTalkers = defineOperation({
  id: "listTalkers",
  method: "GET",
  path: "/chat/agents",
  tag: "Chat",
  summary: "Agents one may talk to",
  allow: "conversation.use",
  query: idPageQuery,
  result: pageOf(talkerSchema),
});

export const listConversations = defineOperation({
  id: "listConversations",
  method: "GET",
  path: "/conversations",
  tag: "Chat",
  summary: "List one's conversations: the pinned ones, then the others, the last active first",
  allow: "conversation.use",
  query: pageQuery.extend({ search: z.string().max(200).optional(), agentId: id.optional() }),
  result: pageOf(conversationSchema),
});

export const getConversation = defineOperation({
  id: "getConversation",
  method: "GET",
  path: "/conversations/{conversationId}",
  tag: "Chat",
  summary: "Get a conversation",
  allow: "conversation.use",
  params: conversationParams,
  /** `inputs`: those of the newest question, which the next one takes where it brings none. */
  result: conversationSchema.extend({ agent: talkerSchema, inputs: z.record(z.string(), z.json()) }),
});

export const updateConversation = defineOperation({
  id: "updateConversation",
  method: "PATCH",
  path: "/conversations/{conversationId}",
  tag: "Chat",
  summary: "Rename or pin a conversation",
  allow: "conversation.use",
  params: conversationParams,
  body: z.object({ title: z.string().trim().min(1).max(200).optional(), pinned: z.boolean().optional() }),
  result: conversationSchema,
});

export const deleteConversation = defineOperation({
  id: "deleteConversation",
  method: "DELETE",
  path: "/conversations/{conversationId}",
  tag: "Chat",
  summary: "Delete a conversation",
  description: "It disappears at once and is purged after 30 days. An answer that is being written is stopped.",
  allow: "conversation.use",
  params: conversationParams,
});

export const listTurns = defineOperation({
  id: "listTurns",
  method: "GET",
  path: "/conversations/{conversationId}/turns",
  tag: "Chat",
  summary: "Questions and answers, the newest first",
  allow: "conversation.use",
  params: conversationParams,
  query: idPageQuery,
  result: pageOf(turnSchema),
});

export const ask = defineOperation({
  id: "ask",
  method: "POST",
  path: "/agents/{agentId}/chat",
  tag: "Chat",
  summary: "Ask an agent",
  description:
    "Without a conversation one is begun. `stream` answers with server-sent events, the first one carries the ids of " +
    "the run and the conversation; `blocking` with the turn when it is answered, or with 202 when it waits for somebody; `async` with 202 and the turn. " +
    "`inputs` are values for what the agent asks for; left out, they are those of the question before.",
  allow: "conversation.use",
  params: z.object({ agentId: id }),
  body: z.object({
    query: z.string().min(1).max(200_000),
    inputs: z.record(z.string(), z.json()).optional(),
    conversationId: id.optional(),
    /** Asks again at this run's place: a sibling with the same previous run. */
    insteadOf: id.optional(),
    /** Goes on after this run; after the newest one where it is left out. */
    after: id.optional(),
    respond: z.enum(["stream", "blocking", "async"]).default("stream"),
  }),
  maxBodyBytes: maxInputBytes,
  result: turnSchema.extend({ conversationId: id }),
  stream: true,
  errors: ["not_published", "conversation_busy", "inputs_invalid", "run_limit"],
});

export const followTurn = defineOperation({
  id: "followTurn",
  method: "GET",
  path: "/conversations/{conversationId}/turns/{runId}/events",
  tag: "Chat",
  summary: "Follow an answer",
  description: "As `/runs/{runId}/events`, with only what a person who talks may see.",
  allow: "conversation.use",
  params: turnParams,
  query: z.object({ lastEventId: z.string().max(40).optional() }),
  result: z.object({ id: z.string(), event: z.record(z.string(), z.json()) }),
  stream: true,
});

export const stopTurn = defineOperation({
  id: "stopTurn",
  method: "POST",
  path: "/conversations/{conversationId}/turns/{runId}/stop",
  tag: "Chat",
  summary: "Stop an answer",
  allow: "conversation.use",
  params: turnParams,
  result: z.object({ status: z.enum(runStatuses) }),
  errors: ["run_ended"],
});

export const thoughtSchema = z.object({
  path: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.enum(nodeStatuses),
  summary: z.string().nullable(),
  durationMs: z.number().nullable(),
  content: z.string().nullable(),
  error: runErrorSchema.pick({ code: true, message: true }).nullable(),
});
export type ThoughtView = z.infer<typeof thoughtSchema>;

export const listThoughts = defineOperation({
  id: "listThoughts",
  method: "GET",
  path: "/conversations/{conversationId}/turns/{runId}/thoughts",
  tag: "Chat",
  summary: "What the agent thought on the way to an answer",
  allow: "conversation.use",
  params: turnParams,
  result: z.object({ items: z.array(thoughtSchema) }),
});
