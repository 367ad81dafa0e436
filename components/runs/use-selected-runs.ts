"use client";
// Runs that somebody has ticked in a list, to be run again in one go.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { repeatMany, runsKey } from "@/lib/runs/client";
import { showToast } from "../ui/toast";

/** As many as one request takes. */
const most = 100;

export interface RunSelection {
  chosen: ReadonlySet<string>;
  toggle: (runId: string) => void;
  toggleAll: () => void;
}

export function useSelectedRuns(workspace: string, shown: readonly string[]) {
  const t = useTranslations("runs");
  const client = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  // What is not in the list any more is not meant any more.
  const chosen = new Set(shown.filter((id) => ticked.has(id)).slice(0, most));
  const selection: RunSelection = {
    chosen,
    toggle: (runId) => {
      const next = new Set(chosen);
      if (!next.delete(runId)) next.add(runId);
      setTicked(next);
    },
    toggleAll: () => setTicked(chosen.size === 0 ? new Set(shown) : new Set()),
  };
  const again = async () => {
    setBusy(true);
    try {
      const { items } = await repeatMany([...chosen]);
      setTicked(new Set());
      showToast({ tone: "ok", title: t("dead.done", { count: items.filter(({ repeatedAs }) => repeatedAs).length }) });
      await client.invalidateQueries({ queryKey: runsKey(workspace) });
    } catch (error) {
      const detail = error instanceof Error ? { detail: error.message } : {};
      showToast({ tone: "bad", title: t("failedToStart"), ...detail });
    } finally {
      setBusy(false);
    }
  };
  return { selection, again, busy };
}
