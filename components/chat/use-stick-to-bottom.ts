"use client";
// Scrolling that doesn't fight the reader: the newest words stay in view only for those who are at the bottom, and what
// is read stays where it is when older turns come in above.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

export interface Stickiness {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atBottom: boolean;
  toBottom: (how?: ScrollBehavior) => void;
}

const slackPx = 48;

/** `first` changes when something is put above what was there. */
export function useStickToBottom(first: string | undefined): Stickiness {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const fromBottom = useRef(0);
  const [atBottom, setAtBottom] = useState(true);

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
    const look = () => {
      fromBottom.current = box.scrollHeight - box.scrollTop;
      const near = fromBottom.current - box.clientHeight < slackPx;
      sticks.current = near;
      setAtBottom(near);
    };
    const grow = new ResizeObserver(() => {
      if (sticks.current) box.scrollTop = box.scrollHeight;
      fromBottom.current = box.scrollHeight - box.scrollTop;
    });
    // A wheel or a finger upwards lets go at once, before the next words pull down again.
    const letGo = (event: WheelEvent) => {
      if (event.deltaY < 0) sticks.current = false;
    };
    box.addEventListener("scroll", look, { passive: true });
    box.addEventListener("wheel", letGo, { passive: true });
    grow.observe(inner);
    grow.observe(box);
    box.scrollTop = box.scrollHeight;
    return () => {
      box.removeEventListener("scroll", look);
      box.removeEventListener("wheel", letGo);
      grow.disconnect();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what comes in above moves what is read
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && !sticks.current) box.scrollTop = box.scrollHeight - fromBottom.current;
  }, [first]);

  return { scroller, content, atBottom, toBottom };
}
