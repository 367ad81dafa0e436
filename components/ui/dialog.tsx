"use client";
// A question or a short form above the page. Focus stays inside, Escape closes unless something was typed, and the focus
// returns to where it was. On phones it comes up from the bottom edge.

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { DiscardQuestion, useTypedGuard } from "./typed-guard";

export interface DialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The button that opens it, where nothing else does. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** The buttons, the primary one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** What is typed into it was for the moment: it closes without a question. */
  isPassing?: boolean;
  children?: ReactNode;
}

const widths = { sm: "sm:max-w-[400px]", md: "sm:max-w-[520px]", lg: "sm:max-w-[760px]" };

export const scrimClass =
  "fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade data-[state=closed]:animate-fade-out";

export function Dialog({ open, onOpenChange, trigger, ...content }: DialogProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Content {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Content({ title, description, footer, size = "md", isPassing = false, children }: DialogProps) {
  const t = useTranslations("common");
  const { handlers, isAsking, keep } = useTypedGuard();
  return (
    <Radix.Content
      {...(description ? {} : { "aria-describedby": undefined })}
      {...(isPassing ? {} : handlers)}
      className={cn(
        "fixed z-50 flex flex-col overflow-hidden border border-line bg-surface shadow-3 outline-none",
        "max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[90dvh] max-sm:rounded-t-xl max-sm:pb-[env(safe-area-inset-bottom)] max-sm:data-[state=closed]:animate-slide-bottom-out max-sm:data-[state=open]:animate-slide-bottom",
        "sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[min(85dvh,860px)] sm:w-[calc(100%-3rem)] sm:rounded-xl sm:data-[state=closed]:animate-pop-out sm:data-[state=open]:animate-pop",
        widths[size],
      )}
    >
      <div className="flex items-start gap-3 pt-4 pr-3 pb-1 pl-5">
        <div className="min-w-0 flex-1 pt-1">
          <Radix.Title className="line-clamp-2 break-words text-base">{title}</Radix.Title>
          {description ? (
            <Radix.Description className="mt-1 text-ink-2 text-sm">{description}</Radix.Description>
          ) : null}
        </div>
        <Radix.Close asChild>
          <IconButton label={t("close")} tipSide="bottom">
            <X />
          </IconButton>
        </Radix.Close>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">{children}</div>
      {isAsking ? (
        <DiscardQuestion onKeep={keep} />
      ) : footer ? (
        <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-surface px-5 py-3 max-sm:[&>*]:flex-1">
          {footer}
        </div>
      ) : null}
    </Radix.Content>
  );
}
