// The head of a page: where one is, what it is called, and its one primary action. Stays at the top while the page
// scrolls.

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "../ui/cn";

export interface PageHeaderProps {
  title: ReactNode;
  /** Pages above this one. */
  crumbs?: readonly { label: string; href: string }[];
  /** Before the title: an avatar, a glyph. */
  mark?: ReactNode;
  /** After the title: a badge, "Saved". */
  meta?: ReactNode;
  /** Secondary actions, then the primary one. */
  actions?: ReactNode;
  /** Narrow text column under it, or the full width of a canvas: whether the line below is drawn. */
  plain?: boolean;
  className?: string;
}

export function PageHeader({ title, crumbs = [], mark, meta, actions, plain, className }: PageHeaderProps) {
  return (
    <header
      className={cn(
        "sticky top-0 z-20 flex min-h-14 flex-none items-center gap-3 bg-surface px-4 py-2 sm:px-6",
        !plain && "border-line border-b",
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 items-center gap-2">
        {crumbs.map((crumb) => (
          <span key={crumb.href} className="flex flex-none items-center gap-2 text-ink-3 max-sm:hidden">
            <Link href={crumb.href} className="rounded-xs hover:text-ink">
              {crumb.label}
            </Link>
            <ChevronRight className="size-3.5" />
          </span>
        ))}
        {mark}
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
          <h1 className="min-w-0 max-w-full truncate text-base">{title}</h1>
          {meta}
        </div>
      </div>
      {actions ? <div className="flex flex-none items-center gap-2">{actions}</div> : null}
    </header>
  );
}
