import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { answerRun } from "@/lib/runs/answer-run";
import * as contract from "@/lib/runs/contract";
import { startRun } from "@/lib/runs/start-run";

export const POST = handle(contract.startRun, async ({ scope, params, body, request, requestId }) =>
  answerRun(scope, await startRun(scope, params.workflowId, body), body.respond, { request, requestId }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
