"use client";
// What an entry of the audit log says, in the reader's language.

import { useTranslations } from "next-intl";
import { auditActionOf } from "@/lib/audit/action-rules";
import type { AuditEntry } from "@/lib/audit/contract";

/** Who is named for an entry. */
export function useActorWords(): (entry: AuditEntry) => string {
  const t = useTranslations("settings.audit");
  return ({ actor, eventType }) => actor.name || (eventType === "login" ? t("unknownActor") : t("system"));
}

/** What was done; an action of another release keeps its code. */
export function useActionWords(): (entry: AuditEntry) => string {
  const t = useTranslations("settings.audit.actions");
  return (entry) => {
    const action = auditActionOf(entry.action);
    return action ? t(action) : entry.action;
  };
}
