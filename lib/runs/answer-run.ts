// Answers to somebody who started a run, or wants to follow one, as the team sees it.

import type { Scope } from "../auth/scope";
import type { RunView } from "./contract";
import { getRun } from "./queries";
import { accepted, ended, followResponse, startedResponse } from "./respond";
import type { Executing } from "./runtime";
import { viewOfExecuting } from "./view-of-executing";

export type Respond = "blocking" | "stream";

/** What is stored of the run, without reading it where this process has just written it. */
async function viewRun(scope: Scope, executing: Executing): Promise<RunView> {
  return viewOfExecuting(executing) ?? getRun(scope, executing.live.runId);
}

/** The run when it has ended, or waits for somebody (then with status 202), or a stream of it. */
export async function answerRun(
  scope: Scope,
  executing: Executing,
  respond: Respond,
  { request, requestId }: { request: Request; requestId: string },
): Promise<RunView | Response> {
  if (respond === "stream") return startedResponse(executing, "debug", null, requestId);
  if (await ended(executing, request.signal)) return viewRun(scope, executing);
  return Response.json(await viewRun(scope, executing), { status: 202 });
}

/** A run that somebody else looks after from here on: as it is, with status 202. */
export async function answerAccepted(scope: Scope, run: Executing | string): Promise<Response> {
  if (typeof run === "string") return Response.json(await getRun(scope, run), { status: 202 });
  await accepted(run);
  return Response.json(await viewRun(scope, run), { status: 202 });
}

/** A stream of a run of the scope's workspace. */
export async function followAsDebugger(scope: Scope, runId: string, lastEventId: string | null): Promise<Response> {
  await getRun(scope, runId);
  return followResponse(runId, "debug", lastEventId);
}
