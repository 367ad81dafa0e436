"use client";
// Everything that is known about one entry of the audit log.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/lib/audit/contract";
import { CodeBlock } from "../ui/code-block";
import { Sheet } from "../ui/sheet";
import { Time } from "../ui/time";
import { useActionWords, useActorWords } from "./audit-words";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3 py-1">
      <dt className="text-ink-3">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

export function AuditDetails({ entry, onClose }: { entry: AuditEntry | null; onClose: () => void }) {
  const t = useTranslations("settings.audit");
  const actionWords = useActionWords();
  const actorWords = useActorWords();
  if (!entry) return null;
  const { resource } = entry;
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={actionWords(entry)}>
      <dl className="px-5 py-3">
        <Fact label={t("time")}>
          <Time value={entry.createdAt} show="exact" />
        </Fact>
        <Fact label={t("actor")}>{actorWords(entry)}</Fact>
        {entry.actor.ip ? <Fact label={t("address")}>{entry.actor.ip}</Fact> : null}
        {resource.name ? <Fact label={t("resource")}>{resource.name}</Fact> : null}
        {resource.id ? (
          <Fact label={t("id")}>
            <code className="font-mono text-xs">{resource.id}</code>
          </Fact>
        ) : null}
        <Fact label={t("result")}>
          {t(`results.${entry.result}`)}{" "}
          {entry.resultCode ? <code className="font-mono">{entry.resultCode}</code> : null}
        </Fact>
        <Fact label={t("risk")}>{t(`risks.${entry.riskLevel}`)}</Fact>
        <Fact label={t("code")}>
          <code className="font-mono text-xs">{entry.action}</code>
        </Fact>
        {entry.requestId ? (
          <Fact label={t("request")}>
            <code className="font-mono text-xs">{entry.requestId}</code>
          </Fact>
        ) : null}
      </dl>
      <div className="flex flex-col gap-4 px-5 pb-5">
        {entry.before === null ? null : (
          <CodeBlock language="json" title={t("before")} code={JSON.stringify(entry.before, null, 2)} />
        )}
        {entry.after === null ? null : (
          <CodeBlock language="json" title={t("after")} code={JSON.stringify(entry.after, null, 2)} />
        )}
      </div>
    </Sheet>
  );
}
