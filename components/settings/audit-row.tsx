"use client";
// One line of the audit log. The button in its first cell covers the row.

import { useTranslations } from "next-intl";
import type { AuditEntry } from "@/lib/audit/contract";
import { Badge, type BadgeTone } from "../ui/badge";
import { Td, Tr } from "../ui/table";
import { Time } from "../ui/time";
import { useActionWords, useActorWords } from "./audit-words";

const riskTones: Record<AuditEntry["riskLevel"], BadgeTone> = {
  low: "plain",
  medium: "plain",
  high: "warn",
  critical: "bad",
};

export function AuditRow({ entry, onOpen }: { entry: AuditEntry; onOpen: () => void }) {
  const t = useTranslations("settings.audit");
  const actionWords = useActionWords();
  const actorWords = useActorWords();
  return (
    <Tr>
      <Td>
        <button
          type="button"
          onClick={onOpen}
          className="text-left font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          {actionWords(entry)}
        </button>
        {entry.result === "success" ? null : (
          <Badge tone="bad" className="ml-2">
            {t(`results.${entry.result}`)}
          </Badge>
        )}
      </Td>
      <Td>
        <span className="block max-w-48 truncate">{actorWords(entry)}</span>
      </Td>
      <Td from="md">
        <span className="block max-w-64 truncate text-ink-2">{entry.resource.name ?? ""}</span>
      </Td>
      <Td from="sm">
        <Badge tone={riskTones[entry.riskLevel]}>{t(`risks.${entry.riskLevel}`)}</Badge>
      </Td>
      <Td numeric>
        <Time value={entry.createdAt} />
      </Td>
    </Tr>
  );
}
