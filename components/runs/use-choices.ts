"use client";
// What runs can be narrowed by, with names: states, ways to start, times, and the agents and workflows there are.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { agentChoicesQuery, agentQuery } from "@/lib/agents/client";
import { runStatuses } from "@/lib/run-log/events";
import { runTriggers } from "@/lib/shared/statuses";
import { workflowChoicesQuery, workflowQuery } from "@/lib/workflows/client";
import type { FilterKey } from "../ui/filter-suggestions";
import { type RunChoice, spanNames } from "./run-choice";

interface Named {
  id: string;
  name: string;
}

/** One list, with the chosen one in it also where it is not among the first hundred. */
function valuesOf(listed: readonly Named[] | undefined, chosen: Named | undefined) {
  const all = listed ?? [];
  const missing = chosen && !all.some(({ id }) => id === chosen.id) ? [chosen] : [];
  return [...all, ...missing].map(({ id, name }) => ({ value: id, label: name }));
}

/** Keys of the search field; the selects beside it offer the same. Stable while nothing changes. */
export function useChoices(workspace: string, choice: RunChoice): FilterKey[] {
  const t = useTranslations("runs");
  const { agent, workflow } = choice;
  const agents = useQuery(agentChoicesQuery(workspace)).data;
  const workflows = useQuery(workflowChoicesQuery(workspace)).data;
  const seen = (list: readonly Named[] | undefined, id: string | null) => !list || list.some((one) => one.id === id);
  const ownAgent = useQuery({
    ...agentQuery(workspace, agent ?? ""),
    enabled: agent !== null && !seen(agents, agent),
  }).data;
  const ownWorkflow = useQuery({
    ...workflowQuery(workspace, workflow ?? ""),
    enabled: workflow !== null && !seen(workflows, workflow),
  }).data;
  return useMemo(() => {
    const words = { single: true } as const;
    return [
      {
        ...words,
        key: "status",
        label: t("fields.status"),
        values: runStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
      },
      { ...words, key: "agent", label: t("fields.agent"), values: valuesOf(agents, ownAgent) },
      { ...words, key: "workflow", label: t("fields.workflow"), values: valuesOf(workflows, ownWorkflow) },
      {
        ...words,
        key: "trigger",
        label: t("fields.trigger"),
        values: runTriggers.map((value) => ({ value, label: t(`triggers.${value}`) })),
      },
      {
        ...words,
        key: "time",
        label: t("fields.time"),
        values: spanNames.map((value) => ({ value, label: t(`filter.within.${value}`) })),
      },
    ];
  }, [t, agents, workflows, ownAgent, ownWorkflow]);
}
