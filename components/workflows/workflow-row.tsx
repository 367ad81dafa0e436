"use client";
// One workflow in the list.

import { Archive, Ellipsis, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import type { WorkflowView } from "@/lib/workflows/contract";
import { Badge } from "../ui/badge";
import { DropdownMenu } from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { Count } from "../ui/quantity";
import { RowLink, Td, Tr } from "../ui/table";
import { Time } from "../ui/time";

export interface WorkflowRowProps {
  workspace: string;
  workflow: WorkflowView;
  mayEdit: boolean;
  onRename: () => void;
  onArchive: () => void;
}

const tones = { draft: "plain", published: "ok", archived: "plain" } as const;

export function WorkflowRow({ workspace, workflow, mayEdit, onRename, onArchive }: WorkflowRowProps) {
  const t = useTranslations("workflows");
  return (
    <Tr>
      <Td className="max-w-0 w-full">
        <span className="flex min-w-0 items-center gap-2">
          <RowLink href={`/w/${workspace}/workflows/${workflow.id}`} className="truncate">
            {workflow.name}
          </RowLink>
          {workflow.agentId ? <Badge tone="accent">{t("agent")}</Badge> : null}
        </span>
        {workflow.description ? <p className="truncate text-ink-3 text-xs">{workflow.description}</p> : null}
      </Td>
      <Td from="sm">
        <Badge tone={tones[workflow.status]}>{t(`statuses.${workflow.status}`)}</Badge>
      </Td>
      <Td from="sm" numeric>
        {workflow.publishedNumber === null ? (
          <span className="text-ink-3">{t("noVersion")}</span>
        ) : (
          t("version", { number: workflow.publishedNumber })
        )}
      </Td>
      <Td from="lg" numeric>
        <Count value={workflow.nodeCount} />
      </Td>
      <Td from="md" numeric>
        <Time value={workflow.updatedAt} />
        {workflow.updatedByName ? (
          <span className="block text-ink-3 text-xs">{t("changedBy", { name: workflow.updatedByName })}</span>
        ) : null}
      </Td>
      <Td numeric>
        {mayEdit && workflow.status !== "archived" ? (
          <DropdownMenu
            trigger={
              <IconButton label={t("more", { name: workflow.name })} className="relative z-10">
                <Ellipsis />
              </IconButton>
            }
            entries={[
              { id: "rename", label: t("rename"), icon: <Pencil />, onSelect: onRename },
              { id: "archive", label: t("archive"), icon: <Archive />, danger: true, onSelect: onArchive },
            ]}
          />
        ) : null}
      </Td>
    </Tr>
  );
}
