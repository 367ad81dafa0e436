"use client";
// A part of a page that could not be shown: what happened, what to do, one button that does it.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "./banner";
import { Button } from "./button";
import { cn } from "./cn";
import { useErrorWords } from "./error-words";
import { Skeleton } from "./skeleton";
import { ThreadDrawing } from "./thread-drawing";

export interface ErrorStateProps {
  /** What was thrown. */
  error: unknown;
  /** Trying again is what most errors need; give another action where it is not. */
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
}

/** In place of a list, a panel or a page. */
export function ErrorState({ error, onRetry, action, className }: ErrorStateProps) {
  const t = useTranslations("common");
  const words = useErrorWords(error);
  return (
    <div role="alert" className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <ThreadDrawing of="loose" />
      {words ? (
        <>
          <h2 className="mt-5 text-base">{words.title}</h2>
          <p className="mt-1.5 max-w-[52ch] text-pretty text-ink-2">
            {words.text} {words.detail}
          </p>
          <p className="mt-2 font-mono text-2xs text-ink-3">{t("codeSays", { code: words.code })}</p>
        </>
      ) : (
        <>
          <Skeleton className="mt-6 w-56" />
          <Skeleton className="mt-2.5 w-80 max-w-full" />
        </>
      )}
      <div className="mt-5 flex gap-2">
        {action ?? (onRetry ? <Button onClick={onRetry}>{t("retry")}</Button> : null)}
      </div>
    </div>
  );
}

/** Beside a form or above a list that still stands. */
export function ErrorBanner({ error, onRetry, action, className }: ErrorStateProps) {
  const t = useTranslations("common");
  const words = useErrorWords(error);
  if (!words) return null;
  const button = onRetry ? (
    <Button size="sm" onClick={onRetry}>
      {t("retry")}
    </Button>
  ) : null;
  return (
    <Banner tone="bad" title={words.title} action={action ?? button} {...(className ? { className } : {})}>
      {words.text} {words.detail}
    </Banner>
  );
}
