"use client";
// A panel beside other content whose width the reader sets, by dragging its edge or with arrow keys; remembered in
// the browser.

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useState } from "react";
import { cn } from "./cn";

export interface ResizablePanelProps {
  /** Names the panel and its edge. */
  label: string;
  /** Which edge of the panel moves. */
  edge: "left" | "right";
  defaultWidth: number;
  min: number;
  max: number;
  /** Where the width is remembered. */
  storageKey: string;
  className?: string;
  children: ReactNode;
}

function readWidth(key: string): number | undefined {
  try {
    const width = Number(localStorage.getItem(key));
    return width > 0 ? width : undefined;
  } catch {
    // Storage can be switched off; the panel then starts at its usual width.
    return undefined;
  }
}

function keepWidth(key: string, width: number): void {
  try {
    localStorage.setItem(key, String(width));
  } catch {
    // The same.
  }
}

export function ResizablePanel(props: ResizablePanelProps) {
  const { label, edge, defaultWidth, min, max, storageKey, className, children } = props;
  const t = useTranslations("common");
  const [width, setWidth] = useState(defaultWidth);
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));

  useEffect(() => {
    const kept = readWidth(storageKey);
    if (kept !== undefined) setWidth(Math.min(max, Math.max(min, kept)));
  }, [storageKey, min, max]);

  const outward = edge === "left" ? -1 : 1;

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const from = event.clientX;
    let latest = width;
    handle.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent) => {
      latest = clamp(width + (next.clientX - from) * outward);
      setWidth(latest);
    };
    const stop = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("lostpointercapture", stop);
      keepWidth(storageKey, latest);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", stop);
  };

  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 64 : 16;
    const next = {
      ArrowLeft: clamp(width - step * outward),
      ArrowRight: clamp(width + step * outward),
      Home: min,
      End: max,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setWidth(next);
    keepWidth(storageKey, next);
  };

  return (
    <section aria-label={label} className={cn("relative flex min-h-0 flex-none flex-col", className)} style={{ width }}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t("resize", { name: label })}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={press}
        onDoubleClick={() => {
          setWidth(defaultWidth);
          keepWidth(storageKey, defaultWidth);
        }}
        className={cn(
          "absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none rounded-full outline-none after:absolute after:inset-y-0 after:left-1/2 after:w-0.5 after:-translate-x-1/2 after:rounded-full after:transition-colors hover:after:bg-line-strong focus-visible:after:bg-focus active:after:bg-accent",
          edge === "left" ? "-left-1" : "-right-1",
        )}
      />
    </section>
  );
}
