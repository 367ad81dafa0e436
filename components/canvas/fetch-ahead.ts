"use client";
// The code of the parts that are needed soon and often: fetched once the canvas stands and the browser has nothing
// else to do, so that opening them needs no connection.

import { useEffect } from "react";
import { loadCodeBlock, loadCombobox, loadPromptEditor } from "./part-loaders";

export const loadInspector = async () => (await import("./inspector")).default;
export const loadEdgeInspector = async () => (await import("./edge-inspector")).default;
export const loadTestPanel = async () => (await import("./test-panel")).default;

async function fetchAll(): Promise<void> {
  for (const load of [loadInspector, loadPromptEditor, loadCombobox, loadTestPanel, loadCodeBlock]) {
    // What could not be fetched now is fetched when it is shown.
    await load().catch(() => undefined);
  }
}

export function useFetchAhead(): void {
  useEffect(() => {
    // Safari tells nobody when it is idle.
    if (typeof requestIdleCallback === "undefined") {
      const timer = setTimeout(() => void fetchAll(), 1_500);
      return () => clearTimeout(timer);
    }
    const wish = requestIdleCallback(() => void fetchAll(), { timeout: 5_000 });
    return () => cancelIdleCallback(wish);
  }, []);
}
