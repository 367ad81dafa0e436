"use client";
// A list of what a text may refer to: only what runs before and fits. Opens from a small button at the field.

import { Command } from "cmdk";
import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { VarChip } from "@/components/ui/var-chip";
import type { ValueType } from "@/lib/graph/schema";
import { useNodeWords } from "./use-node-words";
import { useVariables } from "./use-variables";
import type { PickableVariable, Reader } from "./variables";

export interface VariablePickerProps {
  reader: Reader;
  wanted?: ValueType | undefined;
  onPick: (reference: string) => void;
}

export function VariablePicker({ reader, wanted, onPick }: VariablePickerProps) {
  const t = useTranslations("designer.variables");
  const list = useVariables(reader);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("pick")}
      align="end"
      className="w-76 p-0"
      trigger={
        <IconButton size="sm" label={t("insert")}>
          <Braces />
        </IconButton>
      }
    >
      {open ? (
        <Choice
          variables={list(wanted)}
          onPick={(reference) => {
            setOpen(false);
            onPick(reference);
          }}
        />
      ) : null}
    </Popover>
  );
}

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3";

function Choice({
  variables,
  onPick,
}: {
  variables: readonly PickableVariable[];
  onPick: (reference: string) => void;
}) {
  const t = useTranslations("designer.variables");
  const types = useTranslations("designer.types");
  const words = useNodeWords();
  const groups = [...Map.groupBy(variables, (variable) => variable.group)];
  return (
    <Command label={t("pick")} className="flex max-h-80 flex-col">
      <Command.Input
        autoFocus
        placeholder={t("search")}
        className="h-9 flex-none border-line border-b bg-transparent px-3 outline-none"
      />
      <Command.List className="min-h-0 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-5 text-center text-ink-3 text-xs">{t("none")}</Command.Empty>
        {groups.map(([group, list]) => (
          <Command.Group key={group} heading={group} className={groupClass}>
            {list.map((variable) => (
              <Command.Item
                key={variable.reference}
                value={`${variable.reference} ${group}`}
                onSelect={() => onPick(variable.reference)}
                className="flex min-h-[30px] cursor-pointer items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover touch:min-h-11"
              >
                <VarChip thread={variable.thread} name={variable.name} />
                <span className="min-w-0 flex-1 truncate text-ink-3 text-xs">
                  {variable.nodeType ? words.output(variable.nodeType, variable.name) : null}
                </span>
                <span className="text-2xs text-ink-3">{types(variable.type)}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
