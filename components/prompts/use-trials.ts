"use client";
// Tests of a prompt under way, one or two beside each other: started together, followed, stopped. What came is drawn
// once a frame.

import { useEffect, useRef, useState } from "react";
import type { CallInput } from "@/lib/http/client";
import { streamPromptTest } from "@/lib/prompts/client";
import type { testPrompt } from "@/lib/prompts/contract";
import { applyTrialEvent, beginTrial, type TrialResult } from "./trial-result";

export type TrialBody = CallInput<typeof testPrompt>["body"];

export type Trials = ReturnType<typeof useTrials>;

/** Calls back with every change. */
async function follow(body: TrialBody, signal: AbortSignal, onChange: (result: TrialResult) => void): Promise<void> {
  let result = beginTrial(Date.now());
  const tell = (next: TrialResult) => {
    result = next;
    onChange(next);
  };
  tell(result);
  try {
    for await (const event of streamPromptTest(body, signal)) tell(applyTrialEvent(result, event));
    // A stream that ends without its last word was cut.
    if (result.phase === "running") tell({ ...result, phase: "failed", error: new Error("The stream ended early.") });
  } catch (error) {
    tell(signal.aborted ? { ...result, phase: "stopped" } : { ...result, phase: "failed", error });
  }
}

export function useTrials() {
  const [results, setResults] = useState<readonly TrialResult[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  const control = useRef<AbortController>(null);
  useEffect(() => () => control.current?.abort(), []);
  const isRunning = results.some(({ phase }) => phase === "running");
  return {
    results,
    /** What each of them asks with. */
    names,
    isRunning,
    start(bodies: readonly TrialBody[], named: readonly string[]) {
      setNames(named);
      control.current?.abort();
      const own = new AbortController();
      control.current = own;
      const latest: TrialResult[] = bodies.map(() => beginTrial(Date.now()));
      let frame = 0;
      const draw = () => {
        frame = 0;
        if (control.current === own) setResults([...latest]);
      };
      for (const [side, body] of bodies.entries()) {
        void follow(body, own.signal, (result) => {
          latest[side] = result;
          // A hidden tab gets no frames, but its last state must be right.
          if (result.phase !== "running" || document.hidden) draw();
          else if (frame === 0) frame = requestAnimationFrame(draw);
        });
      }
    },
    stop: () => control.current?.abort(),
  };
}
