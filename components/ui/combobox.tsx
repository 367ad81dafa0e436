"use client";
// A choice from a long list, found by typing. Options may have an icon, a second line and a group.

import { Command } from "cmdk";
import { Check, ChevronsUpDown, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Popover from "radix-ui/popover";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";
import type { FieldControl } from "./field";
import { controlClass } from "./input";
import { floatClass } from "./popover";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  group?: string;
  disabled?: boolean;
  /** More words that find it. */
  keywords?: string[];
}

export interface ComboboxProps extends Partial<FieldControl> {
  options: readonly ComboboxOption[];
  value: string | null;
  onValueChange: (value: string) => void;
  placeholder?: string;
  /** Names the control where no label does. */
  label?: string;
  disabled?: boolean;
  /** Under the list: "Add a model…". */
  footer?: ReactNode;
  className?: string;
}

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3";

export function Combobox(props: ComboboxProps) {
  const { options, value, onValueChange, placeholder, label, disabled, footer, className, required, ...control } =
    props;
  const t = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const chosen = options.find((option) => option.value === value);
  const groups = [...new Set(options.map((option) => option.group ?? ""))];

  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setText("");
      }}
    >
      <Popover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-expanded={open}
          aria-controls={open ? `${control.id ?? "list"}-options` : undefined}
          aria-required={required}
          disabled={disabled}
          {...(label ? { "aria-label": chosen ? `${label}: ${chosen.label}` : label } : {})}
          className={cn(controlClass, "flex h-8 items-center gap-2 px-2.5 text-left", className)}
          {...control}
        >
          {chosen?.icon}
          <span className={cn("min-w-0 flex-1 truncate", !chosen && "text-ink-3")}>
            {chosen?.label ?? placeholder ?? t("choose")}
          </span>
          <ChevronsUpDown className="size-3.5 text-ink-3" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={5}
          collisionPadding={8}
          aria-label={label ?? t("search")}
          className={cn(floatClass, "w-(--radix-popover-trigger-width) min-w-60 overflow-hidden")}
        >
          <Command loop label={label ?? t("search")}>
            <div className="flex items-center gap-2 border-line border-b px-2.5">
              <Search className="size-3.5 text-ink-3" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t("search")}
                className="h-9 min-w-0 flex-1 bg-transparent outline-none touch:h-11 touch:text-[1rem]"
              />
            </div>
            <Command.List id={`${control.id ?? "list"}-options`} className="max-h-72 scroll-py-1 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-5 text-center text-ink-3">
                {options.length === 0 ? t("noOptions") : t("nothingFits", { text })}
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group} heading={group || undefined} className={groupClass}>
                  {options
                    .filter((option) => (option.group ?? "") === group)
                    .map((option) => (
                      <Command.Item
                        key={option.value}
                        value={`${option.label} ${option.value}`}
                        keywords={option.keywords ?? []}
                        disabled={option.disabled ?? false}
                        onSelect={() => {
                          setOpen(false);
                          onValueChange(option.value);
                        }}
                        className="flex min-h-[30px] items-center gap-2 rounded-sm px-2 py-1 data-[disabled=true]:opacity-45 data-[selected=true]:bg-hover touch:min-h-11"
                      >
                        {option.icon}
                        <span className="min-w-0 flex-1">
                          <span className="block truncate">{option.label}</span>
                          {option.hint ? (
                            <span className="block truncate text-ink-3 text-xs">{option.hint}</span>
                          ) : null}
                        </span>
                        {option.value === value ? <Check className="size-3.5 text-accent" /> : null}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
            {footer ? <div className="border-line border-t p-1">{footer}</div> : null}
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
