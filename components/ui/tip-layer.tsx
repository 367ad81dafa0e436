"use client";
// The one tooltip of the page. Shows data-tip of what the pointer rests on or the keyboard focuses, above dialogs
// (it is a popover in the top layer), and goes away with Escape, a press or a scroll. It is hidden from screen
// readers: a tip repeats the label that they already read.

import { useEffect, useRef, useState } from "react";
import { Kbd } from "./kbd";
import { placeTip, type TipSide } from "./tip";

const sides: readonly string[] = ["top", "right", "bottom", "left"];

function isSide(text: string | undefined): text is TipSide {
  return text !== undefined && sides.includes(text);
}

export function TipLayer() {
  const layer = useRef<HTMLDivElement>(null);
  const [target, setTarget] = useState<HTMLElement | null>(null);

  useEffect(() => {
    let timer = 0;
    let shownAt = 0;
    const hide = () => {
      clearTimeout(timer);
      setTarget(null);
    };
    const offer = (element: Element | null, wait: number) => {
      const found = element?.closest<HTMLElement>("[data-tip]") ?? null;
      clearTimeout(timer);
      if (!found) return setTarget(null);
      // Moving along a row of icons shows the next tip at once.
      const quick = performance.now() - shownAt < 400;
      timer = window.setTimeout(
        () => {
          shownAt = performance.now();
          if (found.isConnected && found.getAttribute("aria-expanded") !== "true") setTarget(found);
        },
        quick ? 0 : wait,
      );
    };
    const over = (event: PointerEvent) => {
      if (event.pointerType !== "touch" && event.target instanceof Element) offer(event.target, 450);
    };
    const focus = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(":focus-visible")) offer(event.target, 120);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", focus);
    document.addEventListener("focusout", hide);
    document.addEventListener("pointerdown", hide, true);
    document.addEventListener("scroll", hide, { capture: true, passive: true });
    document.addEventListener("keydown", key, true);
    document.documentElement.addEventListener("pointerleave", hide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("focusin", focus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("pointerdown", hide, true);
      document.removeEventListener("scroll", hide, true);
      document.removeEventListener("keydown", key, true);
      document.documentElement.removeEventListener("pointerleave", hide);
    };
  }, []);

  useEffect(() => {
    const box = layer.current;
    if (!box || !target) return;
    box.showPopover();
    const wanted = isSide(target.dataset.tipSide) ? target.dataset.tipSide : "top";
    const spot = placeTip(wanted, target.getBoundingClientRect(), box.getBoundingClientRect(), {
      width: window.innerWidth,
      height: window.innerHeight,
    });
    box.style.left = `${Math.round(spot.left)}px`;
    box.style.top = `${Math.round(spot.top)}px`;
    return () => box.hidePopover();
  }, [target]);

  return (
    <div
      ref={layer}
      popover="manual"
      aria-hidden="true"
      className="pointer-events-none fixed inset-auto max-w-72 items-center gap-2 rounded-sm border-0 bg-ink px-2 py-1 font-medium text-canvas text-xs shadow-2 open:flex open:animate-fade"
    >
      {target?.dataset.tip}
      {target?.dataset.tipKeys ? <Kbd keys={target.dataset.tipKeys} tone="inverse" /> : null}
    </div>
  );
}
