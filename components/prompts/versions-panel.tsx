"use client";
// The versions of a prompt, the newest first, and what one of them says or how it differs from another.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { promptVersionsQuery } from "@/lib/prompts/client";
import type { PromptVersionSummary, PromptView } from "@/lib/prompts/contract";
import { ListFault } from "../shell/list-fault";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { NextPage } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import type { PromptForm } from "./use-prompt-form";
import { type Other, VersionView } from "./version-view";

/** The version that is looked at, and what it is compared with. */
export interface Look {
  number: number;
  /** Undefined = the one before. */
  other: Other | undefined;
}

export interface VersionsPanelProps {
  workspace: string;
  prompt: PromptView;
  form: PromptForm;
  mayEdit: boolean;
  look: Look | null;
  onLook: (look: Look) => void;
  /** Leads to the editor. */
  onEdit: () => void;
}

export function VersionsPanel({ workspace, prompt, form, mayEdit, look, onLook, onEdit }: VersionsPanelProps) {
  const t = useTranslations("prompts.versions");
  const query = useInfiniteQuery(promptVersionsQuery(workspace, prompt.id));
  const versions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const number = look?.number ?? prompt.currentNumber;
  return (
    <div className="grid w-full max-w-7xl gap-x-8 gap-y-6 px-4 py-5 sm:px-6 lg:grid-cols-[280px_minmax(0,1fr)]">
      <nav aria-label={t("title")} className="min-w-0 max-lg:max-h-72 max-lg:overflow-y-auto">
        {query.isPending ? <SkeletonRows rows={3} /> : null}
        {query.isPending ? null : <ListFault list={query} isEmpty={versions.length === 0} className="mb-3" />}
        <ol className="flex flex-col gap-0.5">
          {versions.map((version) => (
            <VersionRow
              key={version.id}
              version={version}
              isChosen={version.number === number}
              onChoose={() => onLook({ number: version.number, other: look?.other === null ? null : undefined })}
            />
          ))}
        </ol>
        <NextPage of={query} />
      </nav>
      <VersionView
        key={number}
        workspace={workspace}
        prompt={prompt}
        form={form}
        mayEdit={mayEdit}
        number={number}
        other={look?.other === undefined ? (number > 1 ? number - 1 : null) : look.other}
        onOther={(other) => onLook({ number, other })}
        onEdit={onEdit}
      />
    </div>
  );
}

interface VersionRowProps {
  version: PromptVersionSummary;
  isChosen: boolean;
  onChoose: () => void;
}

function VersionRow({ version, isChosen, onChoose }: VersionRowProps) {
  const t = useTranslations("prompts.versions");
  return (
    <li>
      <button
        type="button"
        aria-current={isChosen ? "true" : undefined}
        onClick={onChoose}
        className={cn(
          "flex w-full min-w-0 flex-col gap-0.5 rounded-md px-3 py-2 text-left",
          isChosen ? "bg-accent-soft" : "hover:bg-hover",
        )}
      >
        <span className="flex w-full items-center gap-2">
          <span className="font-medium font-mono text-xs">v{version.number}</span>
          {version.isCurrent ? <Badge tone="ok">{t("current")}</Badge> : null}
          <Time value={version.createdAt} className={cn("ml-auto text-xs", isChosen ? "text-ink-2" : "text-ink-3")} />
        </span>
        <span className="line-clamp-2 w-full break-words text-ink-2 text-sm">{version.note || t("noNote")}</span>
        <span className={cn("w-full truncate text-xs", isChosen ? "text-ink-2" : "text-ink-3")}>
          {t("by", { name: version.createdByName ?? t("somebody") })} · {t("length", { count: version.length })}
        </span>
      </button>
    </li>
  );
}
