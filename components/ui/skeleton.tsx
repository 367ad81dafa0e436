// The shape of what is coming. Silent for screen readers; whoever shows it sets aria-busy on the region.

import { cn } from "./cn";

export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "block h-4 animate-shimmer rounded-xs bg-[length:220%_100%] bg-[linear-gradient(100deg,var(--hover)_40%,var(--sunken)_50%,var(--hover)_60%)]",
        className,
      )}
    />
  );
}

/** Rows of a list that is still loading. */
export function SkeletonRows({ rows = 6, className }: { rows?: number; className?: string }) {
  return (
    <div className={cn("flex flex-col", className)} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a picture have no identity
        <div key={row} className="flex h-11 items-center gap-4 border-line border-b px-4">
          <Skeleton className="size-6 rounded-sm" />
          <Skeleton className={cn("h-3", ["w-2/5", "w-1/3", "w-1/2", "w-1/4"][row % 4])} />
          <span className="flex-1" />
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
