"use client";
// Whether there is room for something beside the page's main column; true until the page is alive.

import { useSyncExternalStore } from "react";

const wide = "(min-width: 1024px)";

function subscribe(listener: () => void) {
  const media = window.matchMedia(wide);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(wide).matches,
    () => true,
  );
}
