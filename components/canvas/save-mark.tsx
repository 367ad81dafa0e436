"use client";
// Where the draft stands, in a word: saved, being saved, put together with somebody's changes, kept until the
// connection is back, or refused.

import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";
import { tip } from "@/components/ui/tip";
import { useDraft } from "./designer-context";

export function SaveMark() {
  const t = useTranslations("designer.save");
  const state = useDraft((draft) => draft.saveState);
  const dropped = useDraft((draft) => draft.droppedCount);
  const detail = state === "merged" && dropped > 0 ? t("dropped", { count: dropped }) : t(`details.${state}`);
  const look = state === "offline" ? "warn" : state === "refused" ? "bad" : null;
  return (
    <span
      role="status"
      {...tip(detail, { side: "bottom" })}
      className="flex items-center gap-1.5 text-ink-3 text-xs"
      data-save={state}
    >
      {look ? <StatusDot look={look} /> : null}
      {t(state)}
      {look || (state === "merged" && dropped > 0) ? <span className="sr-only">{detail}</span> : null}
    </span>
  );
}
