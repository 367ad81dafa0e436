"use client";
// What happens in one conversation: its turns, asking, asking again, stopping. The page draws what this knows.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { chatKey, conversationQuery, openAnswer, stop, turnsQuery } from "@/lib/conversations/client";
import type { TalkerView, TurnView } from "@/lib/conversations/contract";
import { AppError } from "@/lib/shared/errors";
import type { JsonObject } from "@/lib/shared/json";
import { addTurn, followQuestion } from "./answers";
import { leafThrough, shownTurns } from "./shown-turns";
import { isOpen } from "./turn-status";

export interface Asking {
  query: string;
  insteadOf: string | null;
  /** What the agent wants to know beside the question. */
  inputs: JsonObject;
}

export interface Failure {
  error: unknown;
  asked: Asking;
}

export interface ConversationOptions {
  workspace: string;
  conversationId: string | null;
  /** Whom a new conversation is held with. */
  talker: TalkerView | null;
  agentId: string | null;
  /** The first question was accepted: the conversation has an id now. */
  onBegun: (conversationId: string) => void;
}

const noTurns: TurnView[] = [];
const maxTries = 20;
const betweenTriesMs = 400;

export const isBusy = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === "conversation_busy";

/** Sends a question, again and again while the answer before it is still ending. */
async function openPatiently(open: () => Promise<Response>, tries: number): Promise<Response> {
  for (let tried = 1; ; tried++) {
    try {
      return await open();
    } catch (error) {
      if (!isBusy(error) || tried >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
    }
  }
}

export function useConversation({ workspace, conversationId, talker, agentId, onBegun }: ConversationOptions) {
  const client = useQueryClient();
  const turnsOf = useInfiniteQuery({
    ...turnsQuery(workspace, conversationId ?? ""),
    enabled: conversationId !== null,
    // A second tab may have asked meanwhile.
    staleTime: 2_000,
  });
  const [leafId, setLeafId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [stopping, setStopping] = useState(false);
  const sending = useRef(false);

  const turns = useMemo(() => turnsOf.data?.pages.flatMap((page) => page.items) ?? noTurns, [turnsOf.data]);
  const shown = useMemo(() => {
    const way = shownTurns(turns, leafId);
    // The question that is being asked again gives way at once.
    const at = asking?.insteadOf ? way.findIndex(({ turn }) => turn.id === asking.insteadOf) : -1;
    return at < 0 ? way : way.slice(0, at);
  }, [turns, leafId, asking]);
  const open = turns.find((turn) => isOpen(turn.status)) ?? null;
  const wasOpen = useRef(false);
  useEffect(() => {
    // What was in the way has ended: the question that waited in the field can be sent as any other.
    if (wasOpen.current && open === null) setFailure((was) => (was && isBusy(was.error) ? null : was));
    wasOpen.current = open !== null;
  }, [open]);
  const leaf = shown.at(-1)?.turn ?? null;
  const newest = turns.reduce<string | null>((most, { id }) => (most === null || id > most ? id : most), null);

  /** `patient` waits for an answer that is being stopped, instead of being refused because of it. */
  const send = async (asked: Asking, patient = false): Promise<boolean> => {
    if (sending.current || agentId === null) return false;
    sending.current = true;
    setAsking(asked);
    setFailure(null);
    const previous = asked.insteadOf
      ? (turns.find(({ id }) => id === asked.insteadOf)?.previousRunId ?? null)
      : (leaf?.id ?? null);
    try {
      const question = {
        query: asked.query,
        inputs: asked.inputs,
        ...(conversationId ? { conversationId } : {}),
        ...(asked.insteadOf ? { insteadOf: asked.insteadOf } : {}),
        ...(!asked.insteadOf && leaf && leaf.id !== newest ? { after: leaf.id } : {}),
      };
      const response = await openPatiently(() => openAnswer(agentId, question), patient ? maxTries : 1);
      await followQuestion({ client, workspace }, response, (place) => {
        const now = new Date().toISOString();
        addTurn({ client, workspace }, place.conversationId, {
          id: place.runId,
          previousRunId: previous,
          status: "running",
          query: asked.query,
          response: null,
          errorCode: null,
          totalTokens: 0,
          createdAt: now,
          startedAt: now,
          finishedAt: null,
        });
        setAsking(null);
        setLeafId(null);
        if (conversationId !== null) {
          client.setQueryData(
            conversationQuery(workspace, conversationId).queryKey,
            (was) => was && { ...was, inputs: asked.inputs },
          );
          return;
        }
        if (talker) {
          client.setQueryData(conversationQuery(workspace, place.conversationId).queryKey, {
            id: place.conversationId,
            agentId: talker.id,
            title: null,
            pinned: false,
            runCount: 1,
            headRunId: place.runId,
            lastActivityAt: now,
            createdAt: now,
            agent: talker,
            inputs: asked.inputs,
          });
        }
        onBegun(place.conversationId);
        void client.invalidateQueries({ queryKey: [...chatKey(workspace), "conversations"] });
      });
      return true;
    } catch (error) {
      setAsking(null);
      setFailure({ error, asked });
      void turnsOf.refetch();
      return false;
    } finally {
      sending.current = false;
    }
  };

  const stopOpen = async (): Promise<void> => {
    if (!open || conversationId === null) return;
    setStopping(true);
    try {
      await stop({ conversationId, runId: open.id });
    } catch (error) {
      // It ended by itself in the meantime, which is what was wanted.
      if (!(error instanceof AppError && error.code === "run_ended")) throw error;
    } finally {
      setStopping(false);
    }
  };

  const pick = useCallback((turnId: string) => setLeafId(leafThrough(turns, turnId)), [turns]);

  return {
    turnsOf,
    shown,
    open,
    asking,
    failure,
    stopping,
    onOtherBranch: leaf !== null && leaf.id !== newest && asking === null,
    send,
    stopOpen,
    pick,
    dismiss: () => setFailure(null),
  };
}
