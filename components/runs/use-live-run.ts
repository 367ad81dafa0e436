"use client";
// Follows a run for as long as a component shows it, with a view for every frame.

import { useEffect, useState, useSyncExternalStore } from "react";
import { openRunStream } from "@/lib/runs/client";
import { followRun } from "@/lib/runs/follow-client";
import { type LiveRun, type LiveView, makeLiveRun } from "./live-run";

/** How often bars grow while nothing else happens. */
const refreshMs = 200;
/** Below this the two clocks count as the same: a response's date has whole seconds. */
const clockNoiseMs = 2_000;

function startFollowing(runId: string, onEnd: () => void): LiveRun {
  let ahead = 0;
  return makeLiveRun({
    now: () => Date.now() - ahead,
    onNextFrame: (draw) => requestAnimationFrame(draw),
    onEnd,
    follow: (onChange, signal) =>
      followRun({
        onChange,
        signal,
        open: async (lastEventId, of) => {
          const response = await openRunStream(runId, lastEventId, of);
          const difference = Date.now() - Date.parse(response.headers.get("date") ?? "");
          ahead = Math.abs(difference) > clockNoiseMs ? difference : 0;
          return response;
        },
      }),
  });
}

const nothing = { subscribe: () => () => {}, getView: () => null };

/** What can be seen of a run under way. It stays after the end, so that nothing flickers; null where it is not followed. */
export function useLiveRun(runId: string, open: boolean, onEnd: () => void): LiveView | null {
  const [live, setLive] = useState<{ runId: string; store: LiveRun } | null>(null);
  const known = live?.runId === runId;
  useEffect(() => {
    if (!open) return;
    const store = startFollowing(runId, onEnd);
    setLive({ runId, store });
    const timer = setInterval(() => {
      if (store.getView()?.endedAt === null && !document.hidden) store.refresh();
    }, refreshMs);
    return () => {
      clearInterval(timer);
      store.leave();
    };
  }, [runId, open, onEnd]);
  const { subscribe, getView } = known ? live.store : nothing;
  return useSyncExternalStore(subscribe, getView, getView);
}
