"use client";
// Arrow keys (or j and k) move between the rows of a table, Home and End to its ends.

import type { KeyboardEvent, ReactNode } from "react";

function targetOf(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown" || key === "j") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp" || key === "k") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}

export function RowKeys({ className, children }: { className?: string; children: ReactNode }) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches("a[data-row]")) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-row]")];
    const next = targetOf(event.key, rows.indexOf(target), rows.length);
    if (next === undefined) return;
    event.preventDefault();
    rows[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between links that work without it
    <div className={className} onKeyDown={move}>
      {children}
    </div>
  );
}
