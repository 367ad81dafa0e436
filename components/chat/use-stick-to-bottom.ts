"use client";
// Scrolling that doesn't fight the reader: the newest words stay in view only for those who are at the bottom, and what
// is read stays where it is when something above it comes in or grows.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

export interface Stickiness {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atBottom: boolean;
  toBottom: (how?: ScrollBehavior) => void;
}

const slackPx = 48;

/** The turn at the top of what is seen, and where it stands in the window. */
interface Anchor {
  element: Element;
  top: number;
}

function findAnchor(box: HTMLElement): Anchor | null {
  const edge = box.getBoundingClientRect().top;
  for (const element of box.querySelectorAll("[data-turn]")) {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > edge) return { element, top };
  }
  return null;
}

/** `first` changes when something is put above what was there; a greeting, without turns, is read from its top. */
export function useStickToBottom(first: string | undefined, hasTurns: boolean): Stickiness {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const follows = useRef(hasTurns);
  useLayoutEffect(() => {
    follows.current = hasTurns;
  }, [hasTurns]);
  const anchor = useRef<Anchor | null>(null);
  const [atBottom, setAtBottom] = useState(true);

  const hold = useCallback(() => {
    const box = scroller.current;
    if (!box || !follows.current) return;
    if (sticks.current) {
      box.scrollTop = box.scrollHeight;
      return;
    }
    const held = anchor.current;
    if (!held?.element.isConnected) return;
    const moved = held.element.getBoundingClientRect().top - held.top;
    if (Math.abs(moved) >= 1) box.scrollTop += moved;
  }, []);

  const toBottom = useCallback((how: ScrollBehavior = "instant") => {
    const box = scroller.current;
    if (!box) return;
    sticks.current = true;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollTo({ top: box.scrollHeight, behavior: calm ? "instant" : how });
  }, []);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    let before = box.scrollTop;
    const look = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < slackPx;
      // On the smooth way down one passes places that are not the bottom; only going up lets go.
      if (near || box.scrollTop < before) sticks.current = near;
      before = box.scrollTop;
      anchor.current = findAnchor(box);
      setAtBottom(near);
    };
    const grow = new ResizeObserver(() => {
      hold();
      setAtBottom(box.scrollHeight - box.scrollTop - box.clientHeight < slackPx);
    });
    // A wheel upwards lets go at once, before the next words pull down again.
    const letGo = (event: WheelEvent) => {
      if (event.deltaY < 0 && box.scrollTop > 0) sticks.current = false;
    };
    // Who opens something wants to read it: what was pressed stays under the pointer, what it opened grows below.
    const holdOpened = (event: MouseEvent) => {
      const element = event.target instanceof Element ? event.target.closest("[aria-expanded]") : null;
      if (!element) return;
      sticks.current = false;
      anchor.current = { element, top: element.getBoundingClientRect().top };
    };
    inner.addEventListener("click", holdOpened, { capture: true });
    box.addEventListener("scroll", look, { passive: true });
    box.addEventListener("wheel", letGo, { passive: true });
    grow.observe(inner);
    grow.observe(box);
    hold();
    return () => {
      inner.removeEventListener("click", holdOpened, { capture: true });
      box.removeEventListener("scroll", look);
      box.removeEventListener("wheel", letGo);
      grow.disconnect();
    };
  }, [hold]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: before the paint, what came in above is made up for
  useLayoutEffect(hold, [first, hold]);

  return { scroller, content, atBottom, toBottom };
}
