// What of an event an audience may see. The people an agent talks to see its answer and its thoughts; the team that
// built it sees everything. Decides from the event alone, so that any process can pass on events it did not make.

import type { RunError, RunEvent, Wait } from "./events";

/** `chat` people who talk to an agent; `debug` those who may look inside of it. */
export type Audience = "chat" | "debug";

/** The event as the audience may see it; null where it concerns them not at all. */
export function viewEvent(event: RunEvent, audience: Audience): RunEvent | null {
  if (audience === "debug") return event;
  switch (event.type) {
    case "run.started":
      return { ...event, inputs: {} };
    case "node.started":
      return event.renderMode === "hidden" ? null : { ...withoutLarge(event), inputs: {} };
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
        ...withoutLarge(event),
        inputs: {},
        outputs: null,
        handles: [],
        writes: {},
        error: event.error && plainError(event.error),
        usage: null,
        notes: [],
      };
    case "node.paused":
      return event.renderMode === "hidden" ? null : { ...withoutLarge(event), inputs: {}, wait: plainWait(event.wait) };
    case "node.resumed":
      return event.hidden ? null : event;
    case "run.paused":
    case "run.resumed":
      return event;
    case "run.ended":
      return {
        ...withoutLarge(event),
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

/** Without the beginnings of values that the audience may not see. */
function withoutLarge<E extends { large?: unknown }>(event: E): Omit<E, "large"> {
  if (event.large === undefined) return event;
  const { large: _large, ...rest } = event;
  return rest;
}

/** That and until when it waits; what exactly is decided is for those who decide. */
function plainWait(wait: Wait): Wait {
  if (wait.kind !== "approval") return wait.kind === "event" ? { ...wait, key: "" } : wait;
  const { toolCall: _call, ...rest } = wait;
  return { ...rest, body: "", form: [], draft: null, assignees: { users: [], roles: [] } };
}

/** The error without the place where it happened: nodes and their fields are the builder's business. */
function plainError(error: RunError): RunError {
  const plain: RunError = { code: error.code, message: error.message };
  if (error.params) plain.params = error.params;
  if (error.retryable !== undefined) plain.retryable = error.retryable;
  return plain;
}
