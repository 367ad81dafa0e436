import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { answerAccepted, answerRun } from "@/lib/runs/answer-run";
import * as contract from "@/lib/runs/contract";
import { startQueuedRun, startRun } from "@/lib/runs/start-run";

export const POST = handle(contract.startRun, async ({ scope, params, body, request, requestId }) => {
  const { respond, ...wanted } = body;
  if (respond === "async") return answerAccepted(scope, await startQueuedRun(scope, params.workflowId, wanted));
  return answerRun(scope, await startRun(scope, params.workflowId, wanted), respond, { request, requestId });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
