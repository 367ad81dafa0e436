"use client";
// A checkbox with its label; `mixed` draws the state between for "some of them".

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  mixed?: boolean;
};

export function Checkbox({ label, labelHidden, hint, mixed, className, ...rest }: CheckboxProps) {
  return (
    <label className={cn("inline-flex items-start gap-2.5 touch:min-h-11 touch:items-center", className)}>
      <span className="relative mt-0.5 flex size-4 flex-none touch:size-5">
        <input
          type="checkbox"
          ref={(box) => {
            if (box) box.indeterminate = mixed ?? false;
          }}
          className="peer size-full appearance-none rounded-xs border border-control bg-raised transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50 aria-invalid:border-bad"
          {...rest}
        />
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 text-accent-ink opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100"
        >
          <path d={mixed ? "M4.5 8h7" : "M3.8 8.3 6.7 11l5.5-6"} />
        </svg>
      </span>
      <span className={cn("min-w-0", labelHidden && "sr-only")}>
        {label}
        {hint ? <span className="block text-ink-3 text-xs">{hint}</span> : null}
      </span>
    </label>
  );
}
