// The state of a run, a node or a connection as a mark: shape as well as colour tells it, so that it can be told
// without seeing colours. The word stands beside it, or is read out.

import { cn } from "./cn";

export const statusLooks = ["ok", "bad", "warn", "run", "wait", "idle", "off"] as const;
export type StatusLook = (typeof statusLooks)[number];

const colours: Record<StatusLook, string> = {
  ok: "text-ok",
  bad: "text-bad",
  warn: "text-warn",
  run: "text-run",
  wait: "text-warn",
  idle: "text-idle",
  off: "text-idle",
};

function Mark({ look }: { look: StatusLook }) {
  if (look === "run") {
    return (
      <g className="origin-center animate-turn">
        <circle cx="6" cy="6" r="4" stroke="currentColor" strokeWidth="1.8" strokeDasharray="4.2 2.1" fill="none" />
      </g>
    );
  }
  if (look === "bad")
    return <path d="M3 3l6 6M9 3l-6 6" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />;
  if (look === "warn") return <path d="M6 1.8 10.8 10H1.2z" fill="currentColor" strokeLinejoin="round" />;
  if (look === "wait")
    return <path d="M4 2.8v6.4M8 2.8v6.4" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />;
  if (look === "idle") return <circle cx="6" cy="6" r="3.4" stroke="currentColor" strokeWidth="1.8" fill="none" />;
  if (look === "off") return <path d="M2.5 6h7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />;
  return <circle cx="6" cy="6" r="4" fill="currentColor" />;
}

export function StatusDot({ look, label, className }: { look: StatusLook; label?: string; className?: string }) {
  return (
    <span className={cn("inline-flex size-3 flex-none", colours[look], className)}>
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-full">
        <Mark look={look} />
      </svg>
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  );
}
