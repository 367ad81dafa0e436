"use client";
// What narrows the inbox: state, whose they are, agent and workflow.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { agentChoicesQuery } from "@/lib/agents/client";
import { workflowChoicesQuery } from "@/lib/workflows/client";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { type ApprovalChoice, shownStatuses } from "./approval-choice";

export interface ApprovalFiltersProps {
  workspace: string;
  choice: ApprovalChoice;
  onChoice: (choice: ApprovalChoice) => void;
}

export function ApprovalFilters({ workspace, choice, onChoice }: ApprovalFiltersProps) {
  const t = useTranslations("approvals.filter");
  const s = useTranslations("approvals.status");
  // Whoever may not list them does not filter by them.
  const agents = useQuery(agentChoicesQuery(workspace)).data;
  const workflows = useQuery(workflowChoicesQuery(workspace)).data;
  const named = (any: string, list: readonly { id: string; name: string }[]) => [
    { value: "", label: any },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="flex flex-none flex-wrap items-center gap-2 border-line border-b px-4 py-2.5 sm:px-6">
      <Segmented
        legend={t("whose")}
        name="whose"
        value={choice.mine ? "mine" : "all"}
        segments={[
          { value: "all", label: t("all") },
          { value: "mine", label: t("mine") },
        ]}
        onValueChange={(value) => onChoice({ ...choice, mine: value === "mine" })}
      />
      <Select
        aria-label={t("status")}
        className="w-44 max-sm:min-w-40 max-sm:flex-1"
        value={choice.status}
        options={shownStatuses.map((value) => ({ value, label: value === "all" ? t("anyStatus") : s(value) }))}
        onChange={({ target }) =>
          onChoice({ ...choice, status: shownStatuses.find((status) => status === target.value) ?? "pending" })
        }
      />
      {agents && agents.length > 0 ? (
        <Select
          aria-label={t("agent")}
          className="w-40 max-sm:w-[calc(50%-4px)]"
          value={choice.agent ?? ""}
          options={named(t("anyAgent"), agents)}
          onChange={({ target }) => onChoice({ ...choice, agent: target.value || null })}
        />
      ) : null}
      {workflows && workflows.length > 0 ? (
        <Select
          aria-label={t("workflow")}
          className="w-40 max-sm:w-[calc(50%-4px)]"
          value={choice.workflow ?? ""}
          options={named(t("anyWorkflow"), workflows)}
          onChange={({ target }) => onChoice({ ...choice, workflow: target.value || null })}
        />
      ) : null}
    </div>
  );
}
