"use client";
// What was asked and what was answered. Markdown is loaded with the first answer that is shown.

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import { CopyButton } from "../ui/copy-button";
import type { RunScene } from "./use-run-scene";

const Markdown = dynamic(() => import("../markdown/markdown").then((file) => file.Markdown));

interface RunPartProps {
  title: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a run's page or panel. */
export function RunPart({ title, action, className, children }: RunPartProps) {
  return (
    <section className={cn("flex min-w-0 flex-col gap-2", className)}>
      <div className="flex h-7 items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-medium text-ink-2 text-xs">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

export function RunQuestion({ scene }: { scene: RunScene }) {
  const t = useTranslations("runs.panel");
  const { query } = scene.run;
  if (!query) return null;
  return (
    <RunPart className="max-w-3xl" title={t("question")} action={<CopyButton text={query} size="sm" />}>
      <p className="max-h-72 max-w-[66ch] overflow-y-auto whitespace-pre-wrap break-words text-read">{query}</p>
    </RunPart>
  );
}

export function RunAnswer({ scene }: { scene: RunScene }) {
  const t = useTranslations("runs.panel");
  const answer = scene.answer?.trim() ?? "";
  // A run that asked nobody and says nothing has its outputs to show.
  if (answer === "" && (scene.isOpen || !scene.run.query)) return null;
  return (
    <RunPart className="max-w-3xl" title={t("answer")} action={answer ? <CopyButton text={answer} size="sm" /> : null}>
      {answer ? (
        <div className="max-w-[66ch] text-read">
          <Markdown text={answer} growing={scene.isOpen} />
        </div>
      ) : (
        <p className="text-ink-3">{t("noAnswer")}</p>
      )}
    </RunPart>
  );
}
