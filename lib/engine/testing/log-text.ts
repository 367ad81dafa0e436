// The log of a run as lines of text, so that tests show what happened the way one would tell it.

import type { RunEvent } from "../../run-log/events";

/** One line for each event, with the time it happened where it has one. */
export function logText(events: readonly RunEvent[]): string[] {
  return events.map(lineOf);
}

function lineOf(event: RunEvent): string {
  switch (event.type) {
    case "run.started":
      return `${event.at} run starts`;
    case "node.started":
      return `${event.at} ${placeOf(event)} starts${event.seq === undefined ? "" : ", stored"}`;
    case "node.text":
      return `- ${placeOf(event)} ${event.channel === "message" ? "says" : "thinks"} ${event.text}`;
    case "node.summary":
      return `- ${placeOf(event)} shows ${event.summary}`;
    case "node.note":
      return `${event.at} ${placeOf(event)} notes ${event.message}`;
    case "node.retrying":
      return `${event.at} ${placeOf(event)} tries again in ${event.delayMs}: ${event.error.code}`;
    case "node.ended":
      return `${event.at} ${placeOf(event)} ${event.error ? `${event.status}: ${event.error.code}` : event.status}`;
    case "node.paused":
      return `${event.at} ${placeOf(event)} waits: ${event.wait.kind}`;
    case "node.resumed":
      return `${event.at} ${placeOf(event)} goes on`;
    case "run.paused":
      return `${event.at} run pauses`;
    case "run.resumed":
      return `${event.at} run goes on`;
    case "run.ended":
      return `${event.at} run ${event.error ? `${event.status}: ${event.error.code}` : event.status}`;
  }
}

function placeOf(event: { path: string; attempt: number }): string {
  return event.attempt === 1 ? event.path : `${event.path}#${event.attempt}`;
}
