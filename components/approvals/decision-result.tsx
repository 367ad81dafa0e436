"use client";
// What was decided, by whom and with which words.

import { useTranslations } from "next-intl";
import type { ApprovalView } from "@/lib/approvals/contract";
import type { Json } from "@/lib/shared/json";
import { typedText } from "../forms/asked-field";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";
import { ApprovalStatusMark } from "./approval-status";

type Decided = Pick<ApprovalView, "status" | "decision" | "form" | "draft">;

function useWho({ decision }: Decided): string | null {
  const t = useTranslations("approvals");
  if (!decision) return null;
  const { by, decidedBy } = decision;
  return t(`by.${by}`, { name: decidedBy?.name || t("by.somebody") });
}

function Quote({ label, aside, text }: { label: string; aside?: React.ReactNode; text: string }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="flex items-center gap-2 text-ink-3 text-xs">
        {label}
        {aside}
      </p>
      <p className="whitespace-pre-wrap break-words border-line-strong border-l-2 pl-3 text-read">{text}</p>
    </div>
  );
}

export function DecisionResult(decided: Decided) {
  const t = useTranslations("approvals.card");
  const who = useWho(decided);
  const { status, decision, form, draft } = decided;
  const said = (value: Json | undefined) =>
    typeof value === "boolean" ? t(value ? "yes" : "no") : typedText(value) || "–";
  return (
    <section aria-label={t("result")} className="flex flex-col gap-4 rounded-lg bg-sunken px-4 py-3.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ApprovalStatusMark status={status} className="font-medium" />
        {who ? <span className="text-ink-2">{who}</span> : null}
        {decision ? <Time value={decision.decidedAt} className="text-ink-3" /> : null}
      </p>
      {status === "expired" && !decision ? <p className="text-ink-2">{t("expired")}</p> : null}
      {status === "cancelled" ? <p className="text-ink-2">{t("cancelled")}</p> : null}
      {decision && form.length > 0 && status !== "expired" ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
          {form.map(({ name, label }) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{label ?? name}</dt>
              <dd className="break-words">{said(decision.values[name])}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {decision?.text && status === "approved" ? (
        <Quote
          label={t("draft")}
          aside={decision.text === draft ? null : <Badge tone="accent">{t("changed")}</Badge>}
          text={decision.text}
        />
      ) : null}
      {decision?.comment ? <Quote label={t("comment")} text={decision.comment} /> : null}
    </section>
  );
}
