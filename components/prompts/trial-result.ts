// What a test of a prompt has brought so far: its events fold into it. Pure.

import type { PromptTestEvent } from "@/lib/prompts/contract";

export type TrialEnd = Extract<PromptTestEvent, { type: "end" }>;

export interface TrialResult {
  phase: "running" | "done" | "stopped" | "failed";
  startedAt: number;
  /** The text as the model got it; null until it is told. */
  prompt: string | null;
  thought: string;
  text: string;
  notes: string[];
  end: Pick<TrialEnd, "usage" | "durationMs" | "finishReason"> | null;
  /** Told by the stream. */
  failure: { code: string; message: string } | null;
  /** Thrown before there was one. */
  error: unknown;
}

/** A test that has just begun. */
export function beginTrial(startedAt: number): TrialResult {
  return {
    ...{ phase: "running", startedAt, prompt: null, thought: "", text: "", notes: [] },
    ...{ end: null, failure: null, error: null },
  };
}

/** The result after one more event. */
export function applyTrialEvent(result: TrialResult, event: PromptTestEvent): TrialResult {
  switch (event.type) {
    case "prompt":
      return { ...result, prompt: event.text };
    case "thought":
      return { ...result, thought: result.thought + event.delta };
    case "text":
      return { ...result, text: result.text + event.delta };
    case "note":
      return { ...result, notes: [...result.notes, event.message] };
    case "end": {
      const { usage, durationMs, finishReason } = event;
      return { ...result, phase: "done", text: event.text, end: { usage, durationMs, finishReason } };
    }
    case "error":
      return { ...result, phase: "failed", failure: { code: event.code, message: event.message } };
  }
}
