// A place where there is nothing yet: what belongs here, in one sentence, and the one thing to do about it.

import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Drawing, ThreadDrawing } from "./thread-drawing";

export interface EmptyStateProps {
  drawing: Drawing;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** "h1" where it is the whole page. */
  heading?: "h1" | "h2";
  className?: string;
}

export function EmptyState({ drawing, title, children, action, heading: Heading = "h2", className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <ThreadDrawing of={drawing} />
      <Heading className="mt-5 text-base">{title}</Heading>
      {children ? <p className="mt-1.5 max-w-[46ch] text-pretty text-ink-2 text-sm">{children}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
