"use client";
// Whether the page is dark now: by the reader's choice, else by the system's.

import { useSyncExternalStore } from "react";

const query = "(prefers-color-scheme: dark)";

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(query);
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  media.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", onChange);
  };
}

/** Whether the page is dark; false on the server. */
export function useDark(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => {
      const { theme } = document.documentElement.dataset;
      return theme === "dark" || (theme !== "light" && matchMedia(query).matches);
    },
    () => false,
  );
}
