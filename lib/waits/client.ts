// What pages do about waits that are no approvals.

import { type CallInput, callOperation } from "../http/client";
import { continueRun } from "./contract";

/** Lets a run go on from a breakpoint, with other inputs where they are given. */
export const letGoOn = (runId: string, body: CallInput<typeof continueRun>["body"]) =>
  callOperation(continueRun, { params: { runId }, body });
