// What of an event an audience may see. The people an agent talks to see its answer and its thoughts; the team that
// built it sees everything. Decides from the event alone, so that any process can pass on events it did not make.

import type { RunError, RunEvent } from "./events";

/** `chat` people who talk to an agent; `debug` those who may look inside of it. */
export type Audience = "chat" | "debug";

/** The event as the audience may see it; null where it concerns them not at all. */
export function viewEvent(event: RunEvent, audience: Audience): RunEvent | null {
  if (audience === "debug") return event;
  switch (event.type) {
    case "run.started":
      return { ...event, inputs: {} };
    case "node.started":
      return event.renderMode === "hidden" ? null : { ...event, inputs: {} };
    case "node.text":
    case "node.summary":
      return event.hidden ? null : event;
    case "node.note":
      return null;
    case "node.retrying":
      return event.hidden ? null : { ...event, error: plainError(event.error) };
    case "node.ended":
      if (event.renderMode === "hidden") return null;
      return {
        ...event,
        inputs: {},
        outputs: null,
        handles: [],
        writes: {},
        error: event.error && plainError(event.error),
        usage: null,
        notes: [],
      };
    case "run.paused":
      return event;
    case "run.ended":
      return {
        ...event,
        outputs: null,
        error: event.error && plainError(event.error),
        totals: {
          promptTokens: 0,
          completionTokens: 0,
          cost: 0,
          currency: null,
          nodeExecutions: 0,
          durationMs: event.totals.durationMs,
        },
      };
  }
}

/** The error without the place where it happened: nodes and their fields are the builder's business. */
function plainError(error: RunError): RunError {
  const plain: RunError = { code: error.code, message: error.message };
  if (error.params) plain.params = error.params;
  if (error.retryable !== undefined) plain.retryable = error.retryable;
  return plain;
}
