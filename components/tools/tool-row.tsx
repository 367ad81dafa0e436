"use client";
// One tool in the list.

import { useTranslations } from "next-intl";
import type { ToolSummary } from "@/lib/tools/contract";
import { Checkbox } from "../ui/checkbox";
import { Count } from "../ui/quantity";
import { RowLink, Td, Tr } from "../ui/table";
import { Time } from "../ui/time";
import { ToolMarks, ToolStatusBadge } from "./tool-badges";

export interface ToolRowProps {
  workspace: string;
  tool: ToolSummary;
  /** Whether it is chosen; null where nothing can be. */
  isChosen: boolean | null;
  onChoose: (isChosen: boolean) => void;
}

export function ToolRow({ workspace, tool, isChosen, onChoose }: ToolRowProps) {
  const t = useTranslations("tools");
  return (
    <Tr>
      {isChosen === null ? null : (
        <Td className="w-8 pr-0">
          <Checkbox
            label={tool.displayName}
            labelHidden
            checked={isChosen}
            onChange={(event) => onChoose(event.target.checked)}
            className="relative z-10"
          />
        </Td>
      )}
      <Td className="w-full max-w-0">
        <span className="flex min-w-0 items-center gap-2">
          <RowLink href={`/w/${workspace}/tools/${tool.id}`} className="truncate">
            {tool.displayName}
          </RowLink>
          <ToolMarks tool={tool} />
        </span>
        <p className="truncate text-ink-3 text-xs">
          <code>{tool.name}</code>
          {tool.description === "" ? null : ` · ${tool.description}`}
        </p>
      </Td>
      <Td from="sm" className="whitespace-nowrap text-ink-2">
        {tool.serverName ?? t(`kinds.${tool.kind}`)}
      </Td>
      <Td className="whitespace-nowrap">
        <ToolStatusBadge tool={tool} />
      </Td>
      <Td from="lg" className="max-w-40 truncate text-ink-2">
        {tool.ownerName ?? "–"}
      </Td>
      <Td from="md" numeric>
        <Count value={tool.usageCount} />
      </Td>
      <Td from="lg" numeric>
        {tool.lastUsedAt ? <Time value={tool.lastUsedAt} /> : <span className="text-ink-3">{t("never")}</span>}
      </Td>
    </Tr>
  );
}
