"use client";
// The same entries as a dropdown menu, at the pointer or on the menu key. Never the only way to an action.

import Link from "next/link";
import * as Radix from "radix-ui/context-menu";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { type MenuEntry, menuDangerClass, menuItemClass, menuLabelClass, menuLineClass } from "./menu-entries";
import { floatClass } from "./popover";

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
  return (
    <Radix.Item
      key={entry.id}
      className={cn(menuItemClass, entry.danger && menuDangerClass)}
      disabled={entry.disabled ?? false}
      onSelect={entry.onSelect}
    >
      {entry.icon}
      <span className="flex-1">{entry.label}</span>
      {entry.keys ? <Kbd keys={entry.keys} /> : null}
    </Radix.Item>
  );
}

/** `children` must be one element that takes a ref; right-clicking it opens the menu. */
export function ContextMenu({ entries, children }: { entries: readonly MenuEntry[]; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content collisionPadding={8} className={cn(floatClass, "min-w-44 max-w-80 p-1")}>
          {entries.map(drawEntry)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
