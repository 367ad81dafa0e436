// How far something is; without a value, that it goes on.

import { cn } from "./cn";

export function Progress({
  label,
  value,
  max = 100,
  className,
}: {
  label: string;
  value?: number;
  max?: number;
  className?: string;
}) {
  const part = value === undefined ? undefined : Math.min(1, Math.max(0, value / max));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      {...(value === undefined ? {} : { "aria-valuenow": value })}
      className={cn("h-1 w-full overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={cn(
          "h-full rounded-full bg-accent transition-[width] duration-200",
          part === undefined &&
            "w-full animate-shimmer bg-[length:220%_100%] bg-[linear-gradient(100deg,transparent_30%,var(--accent)_50%,transparent_70%)] bg-transparent",
        )}
        style={part === undefined ? undefined : { width: `${part * 100}%` }}
      />
    </div>
  );
}
