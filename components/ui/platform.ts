"use client";
// What the browser runs on, read after hydration so that server and client agree on the first paint.

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the reader has an Apple keyboard; false until the page is alive. */
export function useApple(): boolean {
  return useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  );
}
