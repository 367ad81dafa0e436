"use client";
// The thoughts of one answer as a single line: what goes on now while it works, how long it took afterwards. What is
// inside is loaded and drawn when somebody opens it.

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { thoughtsQuery } from "@/lib/conversations/client";
import type { ThoughtView } from "@/lib/conversations/contract";
import type { ThoughtPart } from "@/lib/run-log/transcript";
import { useNodeName } from "../runs/node-name";
import { ErrorBanner } from "../ui/error-state";
import { formatDuration } from "../ui/quantity-format";
import { Skeleton } from "../ui/skeleton";
import type { TurnPlace } from "./answers";
import type { AnswerView } from "./live-answer";

const ThoughtThread = dynamic(() => import("./thought-thread").then((file) => file.ThoughtThread), {
  loading: () => <ThreadSkeleton />,
});

function ThreadSkeleton() {
  return (
    <div className="flex flex-col gap-3 py-1.5" aria-hidden="true">
      <Skeleton className="h-3 w-64" />
      <Skeleton className="h-3 w-48" />
    </div>
  );
}

/** Whether the thoughts of a turn are opened: kept by the turn, so that they stay open when the answer ends. */
export interface FoldState {
  open: boolean;
  setOpen: (open: boolean) => void;
}

function Fold(props: FoldState & { label: ReactNode; live?: boolean; children: () => ReactNode }) {
  const id = useId();
  const { open, setOpen } = props;
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="group/fold -ml-1.5 flex min-h-7 max-w-full items-center gap-1.5 rounded-sm px-1.5 text-left font-medium text-ink-2 text-sm hover:bg-hover hover:text-ink touch:min-h-11"
      >
        <ChevronRight className="size-3.5 text-ink-3 transition-transform duration-150 group-aria-expanded/fold:rotate-90" />
        <span className="min-w-0 truncate">{props.label}</span>
        {props.live ? <span className="size-1.5 flex-none animate-breathe rounded-full bg-run" /> : null}
      </button>
      <div id={id} hidden={!open} className="mt-1 mb-3 ml-0.5">
        {open ? props.children() : null}
      </div>
    </div>
  );
}

const viewOfPart = (part: ThoughtPart): ThoughtView => ({
  path: part.path,
  name: part.name,
  type: part.nodeType,
  status: part.status,
  summary: part.summary,
  durationMs: part.durationMs,
  content: part.text,
  error: part.error,
});

/** While the answer is being written: told by the stream. */
export function LiveThoughts({ view, fold }: { view: AnswerView; fold: FoldState }) {
  const t = useTranslations("chat.thoughts");
  const locale = useLocale();
  const nodeName = useNodeName();
  const { summary } = view;
  if (!summary) return null;
  const now = summary.current && (summary.current.summary ?? nodeName(summary.current));
  return (
    <Fold
      {...fold}
      live={now !== null}
      label={
        now === null
          ? t("thought", { duration: formatDuration(summary.durationMs, locale), count: summary.steps })
          : t("now", { name: now.replace(/…$/, "") })
      }
    >
      {() => <ThoughtThread thoughts={view.thoughts.map(viewOfPart)} />}
    </Fold>
  );
}

/** Afterwards: asked for when opened, unless this tab has just seen them. */
export function EndedThoughts({
  workspace,
  place,
  tookMs,
  fold,
}: {
  workspace: string;
  place: TurnPlace;
  tookMs: number | null;
  fold: FoldState;
}) {
  const t = useTranslations("chat.thoughts");
  const locale = useLocale();
  const known = useQuery({ ...thoughtsQuery(workspace, place.conversationId, place.runId), enabled: false });
  const thoughts = known.data?.items;
  // Who opened it should read that there was nothing, rather than see it go.
  if ((thoughts?.length === 0 && !fold.open) || (!thoughts && tookMs === null)) return null;
  const sum = (thoughts ?? []).reduce((total, { durationMs }) => total + (durationMs ?? 0), 0);
  return (
    <Fold
      {...fold}
      label={
        thoughts && thoughts.length > 0
          ? t("thought", { duration: formatDuration(sum, locale), count: thoughts.length })
          : t("took", { duration: formatDuration(tookMs ?? 0, locale) })
      }
    >
      {() => <StoredThoughts workspace={workspace} place={place} />}
    </Fold>
  );
}

function StoredThoughts({ workspace, place }: { workspace: string; place: TurnPlace }) {
  const t = useTranslations("chat.thoughts");
  const query = useQuery(thoughtsQuery(workspace, place.conversationId, place.runId));
  if (query.error) return <ErrorBanner error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ThreadSkeleton />;
  if (query.data.items.length === 0) return <p className="pl-5 text-ink-3 text-sm">{t("none")}</p>;
  return <ThoughtThread thoughts={query.data.items} />;
}
