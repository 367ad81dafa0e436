"use client";
// Whether people can talk to an agent, and to which version.

import { useTranslations } from "next-intl";
import type { AgentView } from "@/lib/agents/contract";
import { Badge, type BadgeTone } from "../ui/badge";

const tones: Record<AgentView["lifecycleState"], BadgeTone> = {
  draft: "plain",
  testing: "run",
  published: "ok",
  maintenance: "warn",
  offline: "plain",
};

export function AgentState({ state }: { state: AgentView["lifecycleState"] }) {
  return <Badge tone={tones[state]}>{useTranslations("agents.states")(state)}</Badge>;
}

/** "v3", and a mark where the draft goes beyond it. */
export function AgentVersion({ agent }: { agent: Pick<AgentView, "publishedNumber" | "hasUnpublishedChanges"> }) {
  const t = useTranslations("agents");
  const { publishedNumber: number, hasUnpublishedChanges } = agent;
  if (number === null) return <span className="text-ink-3">{t("neverPublished")}</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className="font-mono text-xs">{t("version", { number })}</span>
      {hasUnpublishedChanges ? (
        <span className="inline-flex items-center gap-1.5 text-ink-3 text-xs">
          <span className="size-1.5 rounded-full bg-warn" aria-hidden="true" />
          <span className="max-xl:sr-only">{t("changed", { number })}</span>
        </span>
      ) : null}
    </span>
  );
}
