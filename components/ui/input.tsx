// One-line text input. 16 px on touch screens, or phones zoom into it.

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export const controlClass =
  "w-full rounded-md border border-control bg-raised text-ink text-sm shadow-1 transition-[border-color,box-shadow] duration-100 hover:not-disabled:not-focus:border-ink-3 focus-visible:border-focus focus-visible:outline-none focus-visible:ring-3 focus-visible:ring-focus/25 disabled:bg-sunken disabled:text-ink-3 disabled:shadow-none aria-invalid:border-bad aria-invalid:focus-visible:ring-bad/25 touch:min-h-11 touch:text-[1rem]";

export type InputProps = ComponentProps<"input"> & {
  /** Something small at the start or end of the field, such as an icon or a unit. */
  start?: ReactNode;
  end?: ReactNode;
};

export function Input({ start, end, className, ...rest }: InputProps) {
  const field = (
    <input
      className={cn(
        controlClass,
        "h-8 px-2.5 read-only:bg-sunken",
        start && "pl-8",
        end && "pr-9",
        !start && !end && className,
      )}
      {...rest}
    />
  );
  if (!start && !end) return field;
  return (
    <span className={cn("relative flex w-full items-center", className)}>
      {start ? <span className="pointer-events-none absolute left-2.5 flex text-ink-3">{start}</span> : null}
      {field}
      {end ? <span className="absolute right-1.5 flex items-center text-ink-3">{end}</span> : null}
    </span>
  );
}
