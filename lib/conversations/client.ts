// What the chat asks, as queries and calls. Keys carry the workspace.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation, sendOperation } from "../http/client";
import {
  ask,
  deleteConversation,
  followTurn,
  getConversation,
  listConversations,
  listTalkers,
  listThoughts,
  listTurns,
  stopTurn,
  updateConversation,
} from "./contract";

/** The key above all queries of this feature. */
export const chatKey = (workspace: string) => ["chat", workspace] as const;

/** Agents that one may talk to. */
export function talkersQuery(workspace: string) {
  return queryOptions({
    queryKey: [...chatKey(workspace), "talkers"],
    queryFn: ({ signal }) => callOperation(listTalkers, { query: { limit: 100 }, signal }),
  });
}

/** One's conversations by keyset pages. */
export function conversationsQuery(workspace: string, search: string) {
  return infiniteQueryOptions({
    queryKey: [...chatKey(workspace), "conversations", search],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listConversations, {
        query: { ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One conversation with its agent. */
export function conversationQuery(workspace: string, conversationId: string) {
  return queryOptions({
    queryKey: [...chatKey(workspace), "conversation", conversationId],
    queryFn: ({ signal }) => callOperation(getConversation, { params: { conversationId }, signal }),
  });
}

/** Questions and answers by keyset pages, the newest first. */
export function turnsQuery(workspace: string, conversationId: string) {
  return infiniteQueryOptions({
    queryKey: [...chatKey(workspace), "turns", conversationId],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listTurns, {
        params: { conversationId },
        query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Thoughts on the way to one answer: asked for when somebody opens them. */
export function thoughtsQuery(workspace: string, conversationId: string, runId: string) {
  return queryOptions({
    queryKey: [...chatKey(workspace), "thoughts", runId],
    queryFn: ({ signal }) => callOperation(listThoughts, { params: { conversationId, runId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Asks and opens the stream of the answer. */
export function openAnswer(
  agentId: string,
  body: CallInput<typeof ask>["body"],
  signal: AbortSignal,
): Promise<Response> {
  return sendOperation(ask, { params: { agentId }, body: { ...body, respond: "stream" }, signal });
}

/** Opens the stream of an answer under way. */
export function openTurn(
  turn: { conversationId: string; runId: string },
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<Response> {
  return sendOperation(followTurn, { params: turn, query: { lastEventId }, signal });
}

export const stop = (turn: { conversationId: string; runId: string }) => callOperation(stopTurn, { params: turn });
export const rename = (conversationId: string, title: string) =>
  callOperation(updateConversation, { params: { conversationId }, body: { title } });
export const remove = (conversationId: string) => callOperation(deleteConversation, { params: { conversationId } });
