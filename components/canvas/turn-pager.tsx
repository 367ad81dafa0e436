"use client";
// The turns in which a node ran, one at a time: which one is shown, the one before and the one after.

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";

export interface TurnPagerProps {
  /** Places of the node in the order of its turns, such as `loop[3]/fetch`. */
  paths: readonly string[];
  shown: string;
  onShow: (path: string) => void;
}

/** The turns on the way to a place, counted from 1: `outer[1]/inner[0]/x` is 2 · 1. */
function turnsOf(path: string): string {
  return [...path.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]) + 1).join(" · ");
}

export function TurnPager({ paths, shown, onShow }: TurnPagerProps) {
  const t = useTranslations("designer.lastRun");
  const at = paths.indexOf(shown);
  const [before, after] = [paths[at - 1], paths[at + 1]];
  return (
    <fieldset aria-label={t("turns")} className="flex items-center gap-1 self-start rounded-md border border-line px-1">
      <IconButton
        size="sm"
        label={t("turnBefore")}
        disabled={before === undefined}
        onClick={() => before !== undefined && onShow(before)}
      >
        <ChevronLeft />
      </IconButton>
      <span aria-live="polite" className="min-w-20 text-center text-ink-2 text-xs tabular-nums">
        {t("turn", { turn: turnsOf(shown) })}
      </span>
      <IconButton
        size="sm"
        label={t("turnAfter")}
        disabled={after === undefined}
        onClick={() => after !== undefined && onShow(after)}
      >
        <ChevronRight />
      </IconButton>
    </fieldset>
  );
}
