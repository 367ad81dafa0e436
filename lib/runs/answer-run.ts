// Answers to somebody who started a run, or wants to follow one, as the team sees it.

import type { Scope } from "../auth/scope";
import type { RunView } from "./contract";
import { getRun } from "./queries";
import { accepted, ended, followResponse, startedResponse } from "./respond";
import type { Executing } from "./runtime";
import { viewOfExecuting } from "./view-of-executing";

export type Respond = "blocking" | "stream" | "async";

/** What is stored of the run, without reading it where this process has just written it. */
async function viewRun(scope: Scope, executing: Executing): Promise<RunView> {
  return viewOfExecuting(executing) ?? getRun(scope, executing.live.runId);
}

/** The run when it has ended, a stream of it, or the run at once with status 202. */
export async function answerRun(
  scope: Scope,
  executing: Executing,
  respond: Respond,
  { request, requestId }: { request: Request; requestId: string },
): Promise<RunView | Response> {
  if (respond === "stream") return startedResponse(executing, "debug", null, requestId);
  if (respond === "blocking") {
    await ended(executing, request.signal);
    return viewRun(scope, executing);
  }
  await accepted(executing);
  return Response.json(await viewRun(scope, executing), { status: 202 });
}

/** A stream of a run of the scope's workspace. */
export async function followAsDebugger(scope: Scope, runId: string, lastEventId: string | null): Promise<Response> {
  await getRun(scope, runId);
  return followResponse(runId, "debug", lastEventId);
}
