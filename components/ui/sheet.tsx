"use client";
// A panel that slides in from an edge: a row opened beside its list, a form, the menu of a phone. Modal, because what
// is below can't be used while it covers it; a panel beside usable content is resizable-panel.tsx.

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { scrimClass } from "./dialog";
import { IconButton } from "./icon-button";
import { DiscardQuestion, useTypedGuard } from "./typed-guard";

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  titleHidden?: boolean;
  side?: "left" | "right" | "bottom";
  /** Beside the close button: open as a page, copy a link. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** What is typed into it is stored by a button only: it asks before it closes by a key or a click beside it. */
  isForm?: boolean;
  children: ReactNode;
}

const sides = {
  right:
    "inset-y-0 right-0 w-full border-l sm:max-w-[min(560px,92vw)] sm:rounded-l-xl data-[state=open]:animate-slide-right data-[state=closed]:animate-slide-right-out",
  left: "inset-y-0 left-0 w-[min(320px,88vw)] border-r rounded-r-xl data-[state=open]:animate-slide-left data-[state=closed]:animate-slide-left-out",
  bottom:
    "inset-x-0 bottom-0 max-h-[88dvh] rounded-t-xl border-t pb-[env(safe-area-inset-bottom)] data-[state=open]:animate-slide-bottom data-[state=closed]:animate-slide-bottom-out",
};

export function Sheet({ open, onOpenChange, ...content }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Content {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Content(props: Omit<SheetProps, "open" | "onOpenChange">) {
  const { title, titleHidden, side = "right", actions, footer, isForm = false, children } = props;
  const t = useTranslations("common");
  const { handlers, isAsking, keep } = useTypedGuard();
  return (
    <Radix.Content
      aria-describedby={undefined}
      {...(isForm ? handlers : {})}
      className={cn("fixed z-50 flex flex-col border-line bg-surface shadow-3 outline-none", sides[side])}
    >
      <div className="flex min-h-13 items-center gap-1 border-line border-b pr-2.5 pl-4">
        <Radix.Title className={cn("min-w-0 flex-1 truncate text-base", titleHidden && "sr-only")}>{title}</Radix.Title>
        {titleHidden ? <span className="flex-1" /> : null}
        {actions}
        <Radix.Close asChild>
          <IconButton label={t("close")} tipSide="bottom">
            <X />
          </IconButton>
        </Radix.Close>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
      {isAsking ? (
        <DiscardQuestion onKeep={keep} />
      ) : footer ? (
        <div className="flex justify-end gap-2 border-line border-t px-4 py-3">{footer}</div>
      ) : null}
    </Radix.Content>
  );
}
