"use client";
// A menu of actions under a button.

import { Check } from "lucide-react";
import Link from "next/link";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { type MenuEntry, menuDangerClass, menuItemClass, menuLabelClass, menuLineClass } from "./menu-entries";
import { floatClass } from "./popover";

export interface DropdownMenuProps {
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
}

function drawEntry(entry: MenuEntry) {
  if (entry.kind === "line") return <Radix.Separator key={entry.id} className={menuLineClass} />;
  if (entry.kind === "label") {
    return (
      <Radix.Label key={entry.id} className={menuLabelClass}>
        {entry.label}
      </Radix.Label>
    );
  }
  if (entry.kind === "link") {
    return (
      <Radix.Item key={entry.id} asChild className={menuItemClass}>
        <Link href={entry.href}>
          {entry.icon}
          {entry.label}
        </Link>
      </Radix.Item>
    );
  }
  const look = cn(menuItemClass, entry.danger && menuDangerClass);
  const words = (
    <>
      {entry.icon}
      <span className="flex-1">{entry.label}</span>
      {entry.keys ? <Kbd keys={entry.keys} /> : null}
    </>
  );
  if (entry.checked !== undefined) {
    return (
      <Radix.CheckboxItem
        key={entry.id}
        className={look}
        checked={entry.checked}
        disabled={entry.disabled ?? false}
        onSelect={entry.onSelect}
      >
        {words}
        <span className="flex w-4">
          <Radix.ItemIndicator>
            <Check />
          </Radix.ItemIndicator>
        </span>
      </Radix.CheckboxItem>
    );
  }
  return (
    <Radix.Item key={entry.id} className={look} disabled={entry.disabled ?? false} onSelect={entry.onSelect}>
      {words}
    </Radix.Item>
  );
}

export function DropdownMenu({ trigger, entries, side = "bottom", align = "end", className }: DropdownMenuProps) {
  return (
    // Not modal: the page behind a menu stays scrollable and readable.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          className={cn(floatClass, "min-w-44 max-w-80 p-1", className)}
        >
          {entries.map(drawEntry)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
