import { handle } from "@/lib/http/handle";
import { answerRun } from "@/lib/runs/answer-run";
import * as contract from "@/lib/runs/contract";
import { repeatRun } from "@/lib/runs/start-run";

export const POST = handle(contract.repeatRun, async ({ scope, params, request, requestId }) =>
  answerRun(scope, await repeatRun(scope, params.runId), "async", { request, requestId }),
);
