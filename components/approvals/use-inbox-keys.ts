"use client";
// The keyboard of the inbox: up and down the list, and to the two buttons that decide. Keys never decide by themselves;
// they lead to a button, and Enter presses it. The command palette lists them.

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { useCommands } from "../shell/commands";

export interface InboxKeys {
  ids: readonly string[];
  chosen: string | null;
  onChoose: (approvalId: string) => void;
}

const leadTo = (outcome: "approve" | "reject") => {
  const button = document.querySelector<HTMLElement>(`[data-decide=${outcome}]`);
  button?.focus();
  button?.scrollIntoView({ block: "nearest" });
};

export function useInboxKeys(keys: InboxKeys): void {
  const t = useTranslations("approvals.keys");
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useCommands(
    useMemo(() => {
      const move = (by: number) => {
        const { ids, chosen, onChoose } = latest.current;
        const at = chosen === null ? -1 : ids.indexOf(chosen);
        const next = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
        if (next !== undefined) onChoose(next);
      };
      return [
        { id: "approval-next", title: t("next"), keys: "j", run: () => move(1) },
        { id: "approval-previous", title: t("previous"), keys: "k", run: () => move(-1) },
        { id: "approval-approve", title: t("approve"), keys: "a", run: () => leadTo("approve") },
        { id: "approval-reject", title: t("reject"), keys: "r", run: () => leadTo("reject") },
      ];
    }, [t]),
  );
}
