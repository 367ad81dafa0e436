// The endpoints by which something outside ends what a run waits for: a message with the key it waits for, and the word
// to go on from a breakpoint. Shared by the routes, the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";

/** Of the data of one event; they become the output of every node that waited for it. */
export const maxEventBytes = 1_048_576;

export const sendEvent = defineOperation({
  id: "sendEvent",
  method: "POST",
  path: "/events",
  tag: "Runs",
  summary: "Send an event to the runs that wait for it",
  description:
    "Ends every wait for this key in the workspace and gives its node the `data`; answers how many there were. " +
    "A key that nobody waits for is told with 404: events are not kept for waits that begin later.",
  allow: "run.signal",
  body: z.object({ key: z.string().trim().min(1).max(500), data: z.json().default(null) }),
  maxBodyBytes: maxEventBytes,
  result: z.object({ received: z.int().positive() }),
  errors: ["event_unknown"],
});

export const continueRun = defineOperation({
  id: "continueRun",
  method: "POST",
  path: "/runs/{runId}/continue",
  tag: "Runs",
  summary: "Let a run go on from a breakpoint",
  description: "With `inputs`, the node runs with these instead of its own.",
  allow: "workflow.edit",
  params: z.object({ runId: z.uuid() }),
  body: z.object({
    /** Where it waits. */
    path: z.string().min(1).max(2_000),
    inputs: z.record(z.string(), z.json()).optional(),
  }),
  errors: ["run_ended", "not_waiting"],
});
