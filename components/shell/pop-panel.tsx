"use client";
// A small panel of the shell at a fixed place, opened by a button through the browser's own popover: it closes with
// Escape or a click outside and costs no library. For panels that must follow an element there is ui/popover.tsx.

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "../ui/cn";

export interface PopPanelProps {
  label: string;
  /** Where it stands, as classes for a fixed element. */
  place: string;
  button: (attributes: Pick<ComponentProps<"button">, "popoverTarget" | "aria-haspopup">) => ReactNode;
  children: (close: () => void) => ReactNode;
}

export function PopPanel({ label, place, button, children }: PopPanelProps) {
  const id = useId();
  return (
    <>
      {button({ popoverTarget: id, "aria-haspopup": "dialog" })}
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={cn(
          "fixed inset-auto rounded-lg border border-line bg-raised p-1.5 text-ink text-sm shadow-3 open:animate-pop",
          place,
        )}
      >
        {children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  );
}
