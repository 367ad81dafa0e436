// The face of an agent: its letter on the hue that was chosen for it. Decorative, its name stands beside.

import { cn } from "../ui/cn";
import type { Thread } from "../ui/thread";

const sizes = {
  sm: "size-6 rounded-sm text-2xs",
  md: "size-[26px] rounded-sm text-xs",
  lg: "size-9 rounded-md text-sm",
  xl: "size-14 rounded-xl text-xl",
};

export interface AgentMarkProps {
  avatar: { text: string; hue: Thread };
  size?: keyof typeof sizes;
  className?: string;
}

export function AgentMark({ avatar, size = "md", className }: AgentMarkProps) {
  return (
    <span
      data-thread={avatar.hue}
      aria-hidden="true"
      className={cn(
        "inline-flex flex-none select-none items-center justify-center overflow-hidden bg-thread font-semibold text-thread-on leading-none",
        sizes[size],
        className,
      )}
    >
      {avatar.text}
    </span>
  );
}
