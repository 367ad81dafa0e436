"use client";
// One answer: its thoughts, its text, and what can be done with it. While it is being written only this part of the
// page renders.

import { Bug, ChevronLeft, ChevronRight, RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import type { TurnView } from "@/lib/conversations/contract";
import { AppError, isErrorCode } from "@/lib/shared/errors";
import { WaitLine } from "../approvals/wait-line";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { ErrorBanner } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { Tokens } from "../ui/quantity";
import type { TurnPlace } from "./answers";
import { useChatFrame } from "./chat-frame-context";
import type { AnswerView, LiveAnswer } from "./live-answer";
import { EndedThoughts, type FoldState, LiveThoughts } from "./thoughts";

const RunApprovals = dynamic(() => import("../approvals/run-approvals").then((file) => file.RunApprovals), {
  ssr: false,
});
const Markdown = dynamic(() => import("../markdown/markdown").then((file) => file.Markdown));

const textClass = "max-w-[66ch] text-read";
export function Working({ label }: { label: string }) {
  return (
    <p className="flex min-h-7 items-center gap-2.5 text-ink-2 text-sm">
      <span className="flex gap-1" aria-hidden="true">
        {[0, 180, 360].map((late) => (
          <span
            key={late}
            className="size-1.5 animate-breathe rounded-full bg-run"
            style={{ animationDelay: `${late}ms` }}
          />
        ))}
      </span>
      {label}
    </p>
  );
}

/** An answer that is being written. */
export interface GrowingAnswerProps {
  workspace: string;
  runId: string;
  /** Null until it is followed. */
  answer: LiveAnswer | null;
  fold: FoldState;
  onReload: () => void;
}

export function GrowingAnswer({ answer, ...rest }: GrowingAnswerProps) {
  const t = useTranslations("chat.answer");
  return answer ? <Growing answer={answer} {...rest} /> : <Working label={t("working")} />;
}

/** What an answer waits for, and where the reader may decide it, the means to. */
function Waits({ workspace, runId, view }: { workspace: string; runId: string; view: AnswerView }) {
  const t = useTranslations("chat.answer");
  const { mayApprove } = useChatFrame();
  const { waits } = view;
  return (
    <div className="flex flex-col gap-2">
      {waits.length === 0 ? <Working label={t("paused")} /> : null}
      {waits.map(({ path, wait }) => (
        <WaitLine key={path} wait={wait} />
      ))}
      {mayApprove ? <RunApprovals workspace={workspace} runId={runId} paths={waits.map(({ path }) => path)} /> : null}
    </div>
  );
}

function Growing({ answer, workspace, runId, fold, onReload }: GrowingAnswerProps & { answer: LiveAnswer }) {
  const t = useTranslations("chat.answer");
  const view = useSyncExternalStore(answer.subscribe, answer.getView, answer.getView);
  if (view.refusal) return <ErrorBanner error={view.refusal} onRetry={onReload} />;
  const waits = view.status === "paused" || view.waits.length > 0;
  return (
    <div className="flex flex-col gap-1.5">
      <LiveThoughts view={view} fold={fold} />
      {view.text === "" ? (
        view.summary?.current || waits ? null : (
          <Working label={t("working")} />
        )
      ) : (
        <Markdown text={view.text} growing className={textClass} />
      )}
      {waits ? <Waits workspace={workspace} runId={runId} view={view} /> : null}
      {view.connection === "lost" ? (
        <p role="status" className="text-sm text-warn-ink">
          {t("lost")}
        </p>
      ) : null}
    </div>
  );
}

export interface AnswerActions {
  fold: FoldState;
  onAgain?: (() => void) | undefined;
  onDebug?: (() => void) | undefined;
  debugged?: boolean;
}

/** An answer that stands. */
export function EndedAnswer(props: { workspace: string; place: TurnPlace; turn: TurnView } & AnswerActions) {
  const { workspace, place, turn, fold, onAgain, onDebug, debugged } = props;
  const t = useTranslations("chat.answer");
  const response = turn.response ?? "";
  const tookMs = turn.startedAt && turn.finishedAt ? Date.parse(turn.finishedAt) - Date.parse(turn.startedAt) : null;
  const failure =
    turn.status === "failed"
      ? new AppError(turn.errorCode && isErrorCode(turn.errorCode) ? turn.errorCode : "internal", "")
      : null;
  return (
    <div className="group/answer flex flex-col gap-1.5">
      <EndedThoughts workspace={workspace} place={place} tookMs={tookMs} fold={fold} />
      {response === "" ? null : <Markdown text={response} growing={false} className={textClass} />}
      {turn.status === "cancelled" ? <p className="text-ink-3 text-sm">{t("stopped")}</p> : null}
      {turn.status === "succeeded" && response === "" ? <p className="text-ink-3 text-sm">{t("empty")}</p> : null}
      {failure ? (
        <ErrorBanner
          error={failure}
          className="max-w-[66ch]"
          action={
            onAgain ? (
              <Button size="sm" icon={<RotateCcw />} onClick={onAgain}>
                {t("again")}
              </Button>
            ) : null
          }
        />
      ) : null}
      <div className="-ml-1.5 flex min-h-8 items-center gap-0.5">
        {response === "" ? null : <CopyButton text={response} label={t("copy")} tipSide="bottom" />}
        {onAgain && !failure ? (
          <IconButton label={t("again")} tipSide="bottom" onClick={onAgain}>
            <RotateCcw />
          </IconButton>
        ) : null}
        {onDebug ? (
          <IconButton label={t("debug")} tipSide="bottom" aria-pressed={debugged ?? false} onClick={onDebug}>
            <Bug />
          </IconButton>
        ) : null}
        {turn.totalTokens > 0 ? (
          <Tokens
            total={turn.totalTokens}
            className="ml-1.5 text-ink-3 text-xs opacity-0 transition-opacity group-focus-within/answer:opacity-100 group-hover/answer:opacity-100 touch:opacity-100"
          />
        ) : null}
      </div>
    </div>
  );
}

/** ‹ 2 of 3 › where a question was asked again. */
export function SiblingSwitch(props: { id: string; siblings: readonly string[]; onPick: (id: string) => void }) {
  const t = useTranslations("chat");
  const { id, siblings, onPick } = props;
  const at = siblings.indexOf(id);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  if (siblings.length < 2) return null;
  return (
    <div className="flex items-center gap-0.5 text-ink-3 text-xs">
      <IconButton
        label={t("previousSibling")}
        size="sm"
        disabled={before === undefined}
        onClick={() => before !== undefined && onPick(before)}
      >
        <ChevronLeft />
      </IconButton>
      <span className="tabular" aria-hidden="true">
        {at + 1}/{siblings.length}
      </span>
      <span className="sr-only">{t("siblings", { at: at + 1, count: siblings.length })}</span>
      <IconButton
        label={t("nextSibling")}
        size="sm"
        disabled={after === undefined}
        onClick={() => after !== undefined && onPick(after)}
      >
        <ChevronRight />
      </IconButton>
    </div>
  );
}
