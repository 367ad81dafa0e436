import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { answerAccepted } from "@/lib/runs/answer-run";
import * as contract from "@/lib/runs/contract";
import { forkRun } from "@/lib/runs/fork-run";

export const POST = handle(contract.forkRun, async ({ scope, params, body }) =>
  answerAccepted(scope, await forkRun(scope, params.runId, body)),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
