"use client";
// One tool of a server in its list.

import { useTranslations } from "next-intl";
import type { ServerTool } from "@/lib/tool-servers/contract";
import { Badge, type BadgeTone } from "../ui/badge";
import { Checkbox } from "../ui/checkbox";
import { Td, Tr } from "../ui/table";

export interface ToolLineProps {
  tool: ServerTool;
  isOpen: boolean;
  onOpen: () => void;
  isChosen?: boolean;
  onChoose?: (isChosen: boolean) => void;
}

type Standing = "missing" | "changed" | "off" | ServerTool["status"];

const tones: Readonly<Record<Standing, BadgeTone>> = {
  missing: "bad",
  changed: "warn",
  off: "plain",
  draft: "plain",
  pending: "accent",
  approved: "ok",
  rejected: "bad",
};

function standingOf(tool: ServerTool): Standing {
  if (tool.isMissing) return "missing";
  if (tool.hasChanged) return "changed";
  if (!tool.isActive) return "off";
  return tool.status;
}

export function ToolLine({ tool, isOpen, onOpen, isChosen, onChoose }: ToolLineProps) {
  const t = useTranslations("toolServers");
  const standing = standingOf(tool);
  const { readOnlyHint, destructiveHint } = tool.hints;
  return (
    <Tr selected={isOpen}>
      {onChoose ? (
        <Td className="w-8">
          <span className="relative z-10">
            <Checkbox
              label={t("review.one", { name: tool.name })}
              labelHidden
              checked={isChosen ?? false}
              onChange={({ target }) => onChoose(target.checked)}
            />
          </span>
        </Td>
      ) : null}
      <Td className="w-full max-w-0">
        <button
          type="button"
          onClick={onOpen}
          className="block max-w-full truncate text-left font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          {tool.displayName}
          {tool.displayName === tool.name ? null : (
            <code className="ml-2 font-normal text-2xs text-ink-3">{tool.name}</code>
          )}
        </button>
        {tool.description ? <p className="truncate text-ink-3 text-xs">{tool.description}</p> : null}
      </Td>
      <Td from="md">
        <span className="flex flex-wrap gap-1">
          {readOnlyHint ? <Badge>{t("hints.readOnly")}</Badge> : null}
          {!readOnlyHint && destructiveHint !== false ? <Badge tone="warn">{t("hints.destructive")}</Badge> : null}
        </span>
      </Td>
      <Td>
        <Badge tone={tones[standing]}>{t(`standing.${standing}`)}</Badge>
      </Td>
      <Td numeric from="lg">
        {tool.usageCount}
      </Td>
    </Tr>
  );
}
