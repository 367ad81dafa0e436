"use client";
// What a row of the log is called: by the name of its node or tool, and where it has none of its own in the reader's
// language.

import { useTranslations } from "next-intl";
import { activityNameOf } from "@/lib/run-log/activity-name";

/** Gives the name of a node or of a piece of its work. */
export function useNodeName(): (row: { path: string; type: string; name: string }) => string {
  const t = useTranslations("runs.activities");
  return (row) => {
    const activity = activityNameOf(row);
    if (activity === null) return row.name;
    return activity.kind === "answer" ? t("answer") : t(activity.kind, { number: activity.number });
  };
}
