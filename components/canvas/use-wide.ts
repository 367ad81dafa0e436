"use client";
// Whether there is room for panels beside the canvas.

import { useSyncExternalStore } from "react";

const query = "(min-width: 48rem)";

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

/** Whether panels stand beside the canvas; true on the server. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => true,
  );
}
