"use client";
// Something small that belongs to a button: a picker, a few settings, more about a thing.

import * as Radix from "radix-ui/popover";
import type { ReactNode } from "react";
import { cn } from "./cn";

export const floatClass =
  "z-50 rounded-lg border border-line bg-raised text-ink text-sm shadow-2 outline-none data-[state=open]:animate-pop data-[state=closed]:animate-pop-out";

export interface PopoverProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger: ReactNode;
  /** Read out as the name of the panel. */
  label: string;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function Popover(props: PopoverProps) {
  const { open, onOpenChange, trigger, label, side = "bottom", align = "start", className, children } = props;
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(floatClass, "w-72 max-w-[calc(100vw-16px)] p-3", className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
