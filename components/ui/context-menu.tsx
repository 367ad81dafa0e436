"use client";
// The same entries as a dropdown menu, at the pointer or on the menu key. Never the only way to an action.

import * as Radix from "radix-ui/context-menu";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { MenuEntries, type MenuEntry } from "./menu-entries";
import { floatClass } from "./popover";

/** `children` must be one element that takes a ref; right-clicking it opens the menu. */
export function ContextMenu({ entries, children }: { entries: readonly MenuEntry[]; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content collisionPadding={8} className={cn(floatClass, "min-w-44 max-w-80 p-1")}>
          <MenuEntries entries={entries} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
