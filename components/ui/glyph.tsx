// The sign of a node: its icon on the hue of its category.

import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Thread } from "./thread";

const sizes = {
  sm: "size-5 rounded-sm [&_svg]:size-3",
  md: "size-6.5 rounded-md [&_svg]:size-3.5",
  lg: "size-9 rounded-[10px] [&_svg]:size-[18px]",
};

export interface GlyphProps {
  thread: Thread;
  /** The node type's icon. */
  children: ReactNode;
  size?: keyof typeof sizes;
  className?: string;
}

export function Glyph({ thread, children, size = "sm", className }: GlyphProps) {
  return (
    <span
      data-thread={thread}
      aria-hidden="true"
      className={cn(
        "inline-flex flex-none items-center justify-center bg-thread text-thread-on [&_svg]:stroke-[2.1]",
        sizes[size],
        className,
      )}
    >
      {children}
    </span>
  );
}
