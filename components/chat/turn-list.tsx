"use client";
// The turns from the first to the newest; older ones come in when one scrolls up to them.

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { Working } from "./answer";
import { Question } from "./question";
import { Turn, type TurnDeeds } from "./turn";
import type { useConversation } from "./use-conversation";

export interface TurnListProps {
  workspace: string;
  conversationId: string | null;
  label: string;
  talk: ReturnType<typeof useConversation>;
  mayAsk: boolean;
  debugged: string | null;
  deeds: TurnDeeds;
}

function OlderTurns({ talk }: { talk: TurnListProps["talk"] }) {
  const t = useTranslations("chat");
  const c = useTranslations("common");
  const edge = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = talk.turnsOf;
  const idle = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    const element = edge.current;
    if (!element || !idle) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage();
      },
      { rootMargin: "600px 0px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [idle, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={edge} className="flex min-h-10 items-center justify-center gap-3 pb-6 text-ink-3 text-xs">
      {isFetchNextPageError ? (
        <>
          {t("olderFailed")}
          <Button size="sm" onClick={() => void fetchNextPage()}>
            {c("retry")}
          </Button>
        </>
      ) : (
        t("older")
      )}
    </div>
  );
}

function TurnsSkeleton() {
  return (
    <div className="flex flex-col gap-8" aria-hidden="true">
      {["w-52", "w-72"].map((width) => (
        <div key={width} className="flex flex-col gap-4">
          <Skeleton className={`h-11 self-end rounded-xl ${width}`} />
          <Skeleton className="h-3 w-11/12" />
          <Skeleton className="h-3 w-4/5" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      ))}
    </div>
  );
}

export function TurnList({ workspace, conversationId, label, talk, mayAsk, debugged, deeds }: TurnListProps) {
  const t = useTranslations("chat.answer");
  const { shown, asking, turnsOf } = talk;
  if (conversationId !== null && turnsOf.isPending && !asking) return <TurnsSkeleton />;
  return (
    // Each word as it comes would drown everything else: the page says when an answer is finished.
    <div
      role="log"
      aria-label={label}
      aria-live="off"
      aria-busy={!mayAsk && talk.open?.status !== "paused"}
      className="flex flex-col gap-7"
    >
      {conversationId === null ? null : <OlderTurns talk={talk} />}
      {conversationId === null
        ? null
        : shown.map((one) => (
            <Turn
              key={one.turn.id}
              workspace={workspace}
              conversationId={conversationId}
              shown={one}
              mayAsk={mayAsk}
              debugged={debugged === one.turn.id}
              deeds={deeds}
            />
          ))}
      {asking ? (
        <article className="flex flex-col gap-1">
          <Question text={asking.query} />
          <Working label={t("working")} />
        </article>
      ) : null}
    </div>
  );
}
