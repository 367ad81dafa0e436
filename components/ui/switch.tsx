// On or off, taking effect at once. Where a form is saved later, a checkbox is the honest control.

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
};

export function Switch({ label, labelHidden, hint, className, ...rest }: SwitchProps) {
  return (
    <label className={cn("inline-flex items-start gap-2.5 touch:min-h-11 touch:items-center", className)}>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own state
        role="switch"
        className="relative mt-px h-[18px] w-8 flex-none appearance-none rounded-full bg-control transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-raised before:shadow-1 before:transition-transform before:duration-150 checked:bg-accent checked:before:translate-x-3.5 disabled:opacity-50 touch:h-6 touch:w-11 touch:before:size-5 touch:checked:before:translate-x-5"
        {...rest}
      />
      <span className={cn("min-w-0", labelHidden && "sr-only")}>
        {label}
        {hint ? <span className="block text-ink-3 text-xs">{hint}</span> : null}
      </span>
    </label>
  );
}
