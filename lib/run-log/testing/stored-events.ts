// Tells in tests which events of a run outlive the process that executed it.

import type { RunEnded, RunEvent } from "../events";
import type { StoredEvent } from "../stored-rows";

/** Whether an event is kept by storage, the end of the run included. */
export function isStored(event: RunEvent): event is StoredEvent | RunEnded {
  switch (event.type) {
    case "node.started":
      return event.seq !== undefined;
    case "node.ended":
    case "node.paused":
    case "run.ended":
      return true;
    default:
      return false;
  }
}

/** The log of a run's nodes as storage has it after these events. */
export function rowsOf(events: readonly RunEvent[]): StoredEvent[] {
  return events.filter(isStored).filter((event): event is StoredEvent => event.type !== "run.ended");
}
