"use client";
// One entry of the palette in the list: what it is, whether it is offered, where it stands.

import { ArrowDown, ArrowUp, Copy, Ellipsis, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { threadOfCategory } from "@/components/canvas/node-kinds";
import { useNodeWords } from "@/components/canvas/use-node-words";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { Badge } from "../ui/badge";
import { DropdownMenu } from "../ui/dropdown-menu";
import { Glyph } from "../ui/glyph";
import { IconButton } from "../ui/icon-button";
import { NamedIcon } from "../ui/icons-by-name";
import { Switch } from "../ui/switch";
import type { Move } from "./use-move";

export interface TemplateRowProps {
  template: NodeTemplateView;
  above: NodeTemplateView | undefined;
  below: NodeTemplateView | undefined;
  onMove: (move: Move) => void;
  onTurn: (isActive: boolean) => void;
  onOpen: (what: "edit" | "copy" | "reset") => void;
}

export function TemplateRow({ template, above, below, onMove, onTurn, onOpen }: TemplateRowProps) {
  const t = useTranslations("templates");
  const words = useNodeWords();
  const name = words.templateName(template);
  const { code } = template;
  const up = () => above && onMove({ code, place: "before", other: above.code });
  const down = () => below && onMove({ code, place: "after", other: below.code });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    if (event.key === "ArrowUp") up();
    else down();
  };
  return (
    <li className="flex min-h-12 items-center gap-3 px-4 py-1.5 sm:px-6">
      <Glyph thread={threadOfCategory(template.category)} size="md">
        <NamedIcon name={template.icon} />
      </Glyph>
      <button
        type="button"
        onClick={() => onOpen("edit")}
        onKeyDown={onKeyDown}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        className="min-w-0 flex-1 rounded-sm text-left hover:underline touch:min-h-11"
      >
        <span className={template.isActive ? "block truncate font-medium" : "block truncate font-medium text-ink-3"}>
          {name}
        </span>
        <span className="block truncate text-ink-3 text-xs">{words.templateText(template)}</span>
      </button>
      <span className="flex flex-none gap-1.5 max-md:hidden">
        {template.isOwn ? (
          <Badge thread={threadOfCategory(template.category)}>{words.typeName(template.type)}</Badge>
        ) : null}
        {template.isChanged && !template.isOwn ? <Badge>{t("changed")}</Badge> : null}
      </span>
      <span className="flex flex-none max-sm:hidden">
        <IconButton size="sm" label={t("moveUp", { name })} disabled={!above} onClick={up}>
          <ArrowUp />
        </IconButton>
        <IconButton size="sm" label={t("moveDown", { name })} disabled={!below} onClick={down}>
          <ArrowDown />
        </IconButton>
      </span>
      <Switch
        label={t("offered", { name })}
        labelHidden
        checked={template.isActive}
        onChange={(event) => onTurn(event.target.checked)}
      />
      <DropdownMenu
        trigger={
          <IconButton label={t("actions", { name })}>
            <Ellipsis />
          </IconButton>
        }
        entries={[
          { id: "edit", label: t("edit"), icon: <Pencil />, onSelect: () => onOpen("edit") },
          { id: "copy", label: t("copy"), icon: <Copy />, onSelect: () => onOpen("copy") },
          { id: "up", label: t("up"), icon: <ArrowUp />, disabled: !above, onSelect: up },
          { id: "down", label: t("down"), icon: <ArrowDown />, disabled: !below, onSelect: down },
          template.isOwn
            ? { id: "reset", label: t("remove"), icon: <Trash2 />, danger: true, onSelect: () => onOpen("reset") }
            : {
                ...{ id: "reset", label: t("reset"), icon: <RotateCcw />, disabled: !template.isChanged },
                onSelect: () => onOpen("reset"),
              },
        ]}
      />
    </li>
  );
}
