// What the chat asks, as queries and calls. Keys carry the workspace.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation, sendOperation } from "../http/client";
import type { RunState } from "../run-log/state";
import { type Connection, followRun } from "../runs/follow-client";
import { AppError } from "../shared/errors";
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
export function openAnswer(agentId: string, body: CallInput<typeof ask>["body"]): Promise<Response> {
  return sendOperation(ask, { params: { agentId }, body: { ...body, respond: "stream" } });
}

/** How the browser hangs on to an answer. */
export type AnswerConnection = Connection;

interface FollowedAnswer {
  onChange: (state: RunState, connection: Connection) => void;
  signal: AbortSignal;
}

/** Follows an answer under way, from what was said so far to its end. */
export function followAnswer(
  turn: { conversationId: string; runId: string },
  { onChange, signal }: FollowedAnswer,
): Promise<RunState> {
  return followRun({ open: (lastEventId, open) => openTurn(turn, lastEventId, open), onChange, signal });
}

/** Follows the answer that a question has opened, over lost connections, once its ids are told. */
export function followAsked(
  opened: Response,
  options: FollowedAnswer & { onAccepted: (turn: { conversationId: string; runId: string }) => void },
): Promise<RunState> {
  const { onChange, signal, onAccepted } = options;
  let first: Response | null = opened;
  let turn: { conversationId: string; runId: string } | null = null;
  return followRun({
    open: async (lastEventId, open) => {
      const response = first;
      first = null;
      if (response) return response;
      // Asking a second time could make a second run; what became of the first stands in the conversation.
      if (!turn) throw new AppError("conflict", "The connection was lost before the question was accepted.");
      return openTurn(turn, lastEventId, open);
    },
    onAccepted: ({ runId, conversationId }) => {
      if (conversationId === null) return;
      turn = { runId, conversationId };
      onAccepted(turn);
    },
    onChange,
    signal,
  });
}

/** Opens the stream of an answer under way. */
function openTurn(
  turn: { conversationId: string; runId: string },
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<Response> {
  return sendOperation(followTurn, { params: turn, query: { lastEventId }, signal });
}

/** The newest turns alone, to see what became of one that has just ended. */
export const readNewestTurns = (conversationId: string) =>
  callOperation(listTurns, { params: { conversationId }, query: { limit: 5 } });

export const stop = (turn: { conversationId: string; runId: string }) => callOperation(stopTurn, { params: turn });
export const rename = (conversationId: string, title: string) =>
  callOperation(updateConversation, { params: { conversationId }, body: { title } });
export const pin = (conversationId: string, pinned: boolean) =>
  callOperation(updateConversation, { params: { conversationId }, body: { pinned } });
export const remove = (conversationId: string) => callOperation(deleteConversation, { params: { conversationId } });
