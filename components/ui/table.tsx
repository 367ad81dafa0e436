// Lists of things as tables with hairlines. A row is opened by the link in its first cell, which covers the row, so
// the middle button, the keyboard and screen readers work as with any link.

import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { RowKeys } from "./row-keys";

export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <RowKeys className={cn("w-full overflow-x-auto", className)}>
      <table aria-label={label} className="w-full border-collapse text-left text-sm">
        {children}
      </table>
    </RowKeys>
  );
}

type CellProps<E extends "th" | "td"> = ComponentProps<E> & {
  /** Figures stand at the right, in equal width. */
  numeric?: boolean;
  /** Left out where there is no room. */
  from?: "sm" | "md" | "lg" | "xl";
};

const froms = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };
const edge = "first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";

export function Th({ numeric, from, className, ...rest }: CellProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-9 whitespace-nowrap border-line border-b px-3 font-medium text-ink-3 text-xs",
        edge,
        numeric && "text-right",
        from && froms[from],
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ numeric, from, className, ...rest }: CellProps<"td">) {
  return (
    <td
      className={cn(
        "h-11 border-line border-b px-3 py-1.5",
        edge,
        numeric && "tabular whitespace-nowrap text-right",
        from && froms[from],
        className,
      )}
      {...rest}
    />
  );
}

/** A row; give it a RowLink in its first cell. `selected` marks the one that is open beside the list. */
export function Tr({ selected, className, ...rest }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      {...(selected ? { "aria-selected": true } : {})}
      className={cn(
        "group/row relative transition-colors duration-75 hover:bg-sunken/60 has-[a[data-row]:focus-visible]:bg-sunken/60",
        selected && "bg-accent-soft hover:bg-accent-soft",
        className,
      )}
      {...rest}
    />
  );
}

/** The link that opens a row and covers all of it. Other controls in the row need the class `relative z-10`. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row=""
      className={cn(
        "font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2",
        className,
      )}
      {...rest}
    />
  );
}
