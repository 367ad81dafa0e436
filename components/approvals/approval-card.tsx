"use client";

// One approval: what is asked, and the means to decide it or what was decided. The same in the inbox, in chat, on the
// page of a run and behind a link; who may decide and how it is sent comes from outside.

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SentDecision } from "@/lib/approvals/client";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { ErrorBanner } from "../ui/error-state";
import { useMoment } from "../ui/ticker";
import { Time } from "../ui/time";
import { ApprovalStatusMark } from "./approval-status";
import { AskedCall } from "./asked-call";
import { DecisionFields } from "./decision-fields";
import { type Asked, type DecisionInHand, useDecision } from "./use-decision";

const Markdown = dynamic(() => import("../markdown/markdown").then((file) => file.Markdown));

export interface ApprovalCardProps {
  asked: Asked;
  draftKey: string;
  mayDecide: boolean;
  send: (decision: SentDecision) => Promise<void>;
  onStale: () => void;
  heading: "h1" | "h2" | "h3";
  /** Between title and body: who asked, where it comes from. */
  context?: ReactNode;
  /** What was decided; shown once it is. */
  result: ReactNode;
  /** Said to those who may not decide. */
  others?: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  withKeys?: boolean;
}

/** What was written when a decision came from elsewhere: it can't be used any more, and should not be gone either. */
function Unsent({ hand }: { hand: DecisionInHand }) {
  const t = useTranslations("approvals.card");
  const { values, text, comment } = hand.written;
  const lines = [
    ...Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ...(text === null ? [] : [text]),
    ...(comment.trim() ? [comment] : []),
  ].join("\n\n");
  return (
    <section className="flex flex-col gap-1.5">
      <div className="flex items-center gap-1">
        <h3 className="min-w-0 flex-1 font-medium text-ink-2 text-xs">{t("unsent")}</h3>
        <CopyButton size="sm" text={lines} />
        <Button size="sm" variant="ghost" onClick={hand.discard}>
          {t("discard")}
        </Button>
      </div>
      <p className="whitespace-pre-wrap break-words border-line-strong border-l-2 pl-3 text-ink-2">{lines}</p>
    </section>
  );
}

export function ApprovalCard(props: ApprovalCardProps) {
  const { asked, draftKey, mayDecide, send, onStale, heading: Heading, context, result, others, actions } = props;
  const t = useTranslations("approvals.card");
  const now = useMoment();
  const hand = useDecision({ draftKey, asked, send, onStale });
  const isPending = asked.status === "pending";
  const isLate = isPending && asked.expiresAt !== null && Date.parse(asked.expiresAt) <= now;
  return (
    <article className="flex min-w-0 flex-col gap-5">
      <header className="flex flex-col gap-2">
        <div className="flex items-start gap-3">
          <Heading className="min-w-0 flex-1 text-balance break-words text-lg leading-snug">{asked.title}</Heading>
          {actions ? <span className="-mt-1 -mr-2 flex flex-none">{actions}</span> : null}
        </div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-sm">
          {isPending ? <ApprovalStatusMark status="pending" /> : null}
          <Time value={asked.createdAt} className="text-ink-3" />
          {isPending && !isLate && asked.expiresAt ? (
            <span className="text-warn-ink" suppressHydrationWarning>
              {t.rich("until", { time: () => <Time value={asked.expiresAt} /> })}
            </span>
          ) : null}
        </p>
        {context}
      </header>
      {asked.body ? <Markdown text={asked.body} growing={false} className="max-w-[66ch] text-read" /> : null}
      {asked.toolCall ? (
        <AskedCall call={asked.toolCall} folded={isPending && !isLate && mayDecide && asked.form.length > 0} />
      ) : null}
      {hand.error ? (
        <ErrorBanner
          error={hand.error}
          {...(isPending
            ? {}
            : // What happened instead stands below.
              { action: null })}
        />
      ) : null}
      {isPending ? (
        isLate ? (
          <Banner tone="warn" title={t("late")}>
            {t("lateText")}
          </Banner>
        ) : mayDecide ? (
          <DecisionFields asked={asked} hand={hand} withKeys={props.withKeys ?? false} />
        ) : (
          others
        )
      ) : (
        result
      )}
      {!isPending && hand.isWritten ? <Unsent hand={hand} /> : null}
    </article>
  );
}
