"use client";
// The present moment for what is on the page, from one timer each for tens and tenths of a second, however many times
// are shown.

import { useSyncExternalStore } from "react";

function makeTicker(everyMs: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: () => Math.floor(Date.now() / everyMs) * everyMs,
    subscribe(listener: () => void) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const each of listeners) each();
      }, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const tens = makeTicker(10_000);
const tenths = makeTicker(100);
const still = { now: () => 0, subscribe: () => () => {} };

/** Unix milliseconds, new every ten seconds. */
export function useMoment(): number {
  return useSyncExternalStore(tens.subscribe, tens.now, tens.now);
}

/** Unix milliseconds, new ten times a second while `running`. */
export function useTenth(running: boolean): number {
  const ticker = running ? tenths : still;
  return useSyncExternalStore(ticker.subscribe, ticker.now, ticker.now);
}
