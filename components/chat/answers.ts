"use client";
// The answers that this tab follows, one each however often they are shown: an answer goes on while one reads another
// conversation. When it ends, the lists that show it are told.

import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import {
  type AnswerConnection,
  chatKey,
  followAnswer,
  followAsked,
  readNewestTurns,
  thoughtsQuery,
  turnsQuery,
} from "@/lib/conversations/client";
import type { TurnView } from "@/lib/conversations/contract";
import type { RunState } from "@/lib/run-log/state";
import { answerText, thoughtParts } from "@/lib/run-log/transcript";
import { type LiveAnswer, makeLiveAnswer } from "./live-answer";

export interface TurnPlace {
  conversationId: string;
  runId: string;
}

export interface ChatCache {
  client: QueryClient;
  workspace: string;
}

type TurnPages = InfiniteData<{ items: TurnView[]; nextCursor: string | null }, string | null>;

const followed = new Map<string, LiveAnswer>();

/** Titles are made when the first exchange has ended; by then they usually are. */
const titleDelayMs = 2_500;

function onNextFrame(draw: () => void): void {
  // A tab in the background has no frames, and its title still counts.
  if (document.hidden) setTimeout(draw, 250);
  else requestAnimationFrame(draw);
}

function changeTurns({ client, workspace }: ChatCache, conversationId: string, change: (turn: TurnView) => TurnView) {
  client.setQueryData<TurnPages>(turnsQuery(workspace, conversationId).queryKey, (data) =>
    data ? { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) } : data,
  );
}

/** Puts a question that was just accepted on top of its conversation. */
export function addTurn({ client, workspace }: ChatCache, conversationId: string, turn: TurnView): void {
  client.setQueryData<TurnPages>(turnsQuery(workspace, conversationId).queryKey, (data) => {
    const [first, ...rest] = data?.pages ?? [];
    const page = { nextCursor: null, ...first, items: [turn, ...(first?.items ?? [])] };
    return { pages: [page, ...rest], pageParams: data?.pageParams ?? [null] };
  });
}

function noteEnd(cache: ChatCache, place: TurnPlace, state: RunState): void {
  const { client, workspace } = cache;
  const { conversationId, runId } = place;
  const thoughts = thoughtParts(state).map((part) => ({
    path: part.path,
    name: part.name,
    type: part.nodeType,
    status: part.status,
    summary: part.summary,
    durationMs: part.durationMs,
    content: part.text,
    error: state.nodes.get(part.path)?.error ?? null,
  }));
  client.setQueryData(thoughtsQuery(workspace, conversationId, runId).queryKey, { items: thoughts });
  changeTurns(cache, conversationId, (turn) =>
    turn.id === runId
      ? {
          ...turn,
          status: state.status,
          response: state.response || answerText(state),
          errorCode: state.error?.code ?? null,
          startedAt: state.startedAt === null ? turn.startedAt : new Date(state.startedAt).toISOString(),
          finishedAt: state.endedAt === null ? turn.finishedAt : new Date(state.endedAt).toISOString(),
        }
      : turn,
  );
  followed.delete(runId);
  void noteStored(cache, conversationId);
  const refreshTitles = () =>
    client.invalidateQueries({ queryKey: [...chatKey(workspace), "conversations"], refetchType: "active" });
  void refreshTitles();
  setTimeout(() => void refreshTitles(), titleDelayMs);
}

async function noteStored(cache: ChatCache, conversationId: string): Promise<void> {
  try {
    const { items } = await readNewestTurns(conversationId);
    changeTurns(cache, conversationId, (turn) => items.find((stored) => stored.id === turn.id) ?? turn);
  } catch {
    // What was streamed is all there; the counts come with the next look at the conversation.
  }
}

/** The answer of a turn that this tab follows already. */
export function knownAnswer(runId: string): LiveAnswer | null {
  return followed.get(runId) ?? null;
}

/** The answer of a turn under way, followed from now on if it was not. */
export function answerOf(cache: ChatCache, place: TurnPlace): LiveAnswer {
  const known = followed.get(place.runId);
  if (known) return known;
  const answer = makeLiveAnswer({
    follow: (onChange, signal) => followAnswer(place, { onChange, signal }),
    onEnd: (state) => noteEnd(cache, place, state),
    onRefused: () => followed.delete(place.runId),
    onNextFrame,
  });
  followed.set(place.runId, answer);
  return answer;
}

/** Follows the answer to a question that has just been sent; resolves when it is accepted. */
export function followQuestion(cache: ChatCache, opened: Response, onAccepted: (place: TurnPlace) => void) {
  return new Promise<void>((resolve, reject) => {
    let place: TurnPlace | null = null;
    const answer: LiveAnswer = makeLiveAnswer({
      follow: (onChange: (state: RunState, connection: AnswerConnection) => void, signal) =>
        followAsked(opened, {
          onChange,
          signal,
          onAccepted: (accepted) => {
            place = accepted;
            followed.set(accepted.runId, answer);
            onAccepted(accepted);
            resolve();
          },
        }),
      onEnd: (state) => place && noteEnd(cache, place, state),
      onRefused: (error) => {
        if (place) followed.delete(place.runId);
        reject(error);
      },
      onNextFrame,
    });
  });
}
