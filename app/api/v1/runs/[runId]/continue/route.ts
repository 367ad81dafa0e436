import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { continueRun } from "@/lib/waits/commands";
import * as contract from "@/lib/waits/contract";

export const POST = handle(contract.continueRun, async ({ scope, params, body }) => {
  await continueRun(scope, params.runId, body);
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
