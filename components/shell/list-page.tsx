// Parts of a page that is a list: the line with search and views, and the region below it.

import type { ReactNode } from "react";
import { cn } from "../ui/cn";

/** Search and views of a list; the search takes what room there is. */
export function ListToolbar({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={cn(
        "flex flex-none items-start gap-2 border-line border-b px-4 py-2.5 max-sm:flex-wrap sm:px-6 [&>search]:max-w-2xl [&>search]:flex-1 max-sm:[&>search]:basis-full",
        className,
      )}
    >
      {children}
    </div>
  );
}

/** Where the rows are; says that they are loading. */
export function ListRegion({ label, busy, children }: { label: string; busy?: boolean; children: ReactNode }) {
  return (
    <section aria-label={label} aria-busy={busy ?? false} className="min-w-0 flex-1">
      {children}
    </section>
  );
}

/** A column of settings or a form, narrow enough to read. */
export function TextColumn({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cn("mx-auto flex w-full max-w-3xl flex-col gap-8 px-4 py-6 sm:px-6", className)}>{children}</div>
  );
}

/** A titled part of such a column. */
export function Part(props: { title: ReactNode; description?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <h2 className="text-base">{props.title}</h2>
          {props.description ? <p className="mt-0.5 max-w-[62ch] text-ink-2">{props.description}</p> : null}
        </div>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
