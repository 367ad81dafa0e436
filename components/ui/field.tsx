// A control with its label, hint and error, wired for screen readers: the control is a function of the attributes
// it must carry, so any control fits.

import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export interface FieldControl {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  required?: true;
}

export interface FieldProps {
  label: ReactNode;
  /** At the end of the label's line: a value, a price, a count. */
  aside?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean | undefined;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean | undefined;
  className?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}

export function Field({ label, aside, hint, error, required, labelHidden, className, children }: FieldProps) {
  const id = useId();
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3 text-xs", labelHidden && "sr-only")}>
        <label htmlFor={id} className="font-medium text-ink-2">
          {label}
        </label>
        {aside ? <span className="tabular text-ink-3">{aside}</span> : null}
      </div>
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": true } : {}),
        ...(required ? { required: true } : {}),
      })}
      {error ? (
        <p id={`${id}-error`} className="text-bad-ink text-xs" role="alert">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-3 text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
