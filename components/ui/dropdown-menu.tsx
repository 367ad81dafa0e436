"use client";
// A menu of actions under a button.

import * as Radix from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { MenuEntries, type MenuEntry } from "./menu-entries";
import { floatClass } from "./popover";

export interface DropdownMenuProps {
  trigger: ReactNode;
  entries: readonly MenuEntry[];
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
  /** Open from the beginning. */
  defaultOpen?: boolean;
}

export function DropdownMenu(props: DropdownMenuProps) {
  const { trigger, entries, side = "bottom", align = "end", className, defaultOpen = false } = props;
  return (
    // Not modal: the page behind a menu stays scrollable and readable.
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          className={cn(floatClass, "min-w-44 max-w-80 p-1", className)}
        >
          <MenuEntries entries={entries} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
