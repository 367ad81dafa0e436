// A reference to a value, in the hue of the node it comes from.

import { cn } from "./cn";
import type { Thread } from "./thread";

export interface VarChipProps {
  thread: Thread;
  /** What to show: "passages", or "help.passages" where the node matters. */
  name: string;
  /** The value's type, small behind the name. */
  type?: string | undefined;
  /** The reference leads nowhere. */
  broken?: boolean | undefined;
  className?: string | undefined;
}

export function VarChip({ thread, name, type, broken, className }: VarChipProps) {
  return (
    <span
      data-thread={thread}
      className={cn(
        "inline-flex items-baseline gap-1.5 whitespace-nowrap rounded-xs px-1 font-mono text-[0.71875rem] leading-[1.125rem]",
        broken
          ? "bg-soft-bad text-bad-ink underline decoration-wavy decoration-from-font underline-offset-2"
          : "bg-soft-thread text-thread-ink",
        className,
      )}
    >
      {name}
      {type ? <span className="text-ink-3">{type}</span> : null}
    </span>
  );
}
