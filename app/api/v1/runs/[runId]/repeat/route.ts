import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { answerAccepted } from "@/lib/runs/answer-run";
import * as contract from "@/lib/runs/contract";
import { repeatRun } from "@/lib/runs/start-run";

export const POST = handle(contract.repeatRun, async ({ scope, params }) =>
  answerAccepted(scope, await repeatRun(scope, params.runId)),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
