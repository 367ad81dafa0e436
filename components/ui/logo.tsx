// The mark: two threads crossing over a third. Drawn in the ink of its place.

import { cn } from "./cn";

export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 26 26"
      fill="none"
      strokeWidth="2.6"
      strokeLinecap="round"
      aria-hidden="true"
      className={cn("size-6 flex-none", className)}
    >
      <path d="M3.5 13h5m9 0h5" stroke="var(--ink)" />
      <path d="M3.5 19.5C10.5 19.5 15.5 6.5 22.5 6.5" stroke="var(--thread-logic)" />
      <path d="M3.5 6.5C10.5 6.5 15.5 19.5 22.5 19.5" stroke="var(--surface)" strokeWidth="5.4" />
      <path d="M3.5 6.5C10.5 6.5 15.5 19.5 22.5 19.5" stroke="var(--accent)" />
    </svg>
  );
}
