import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { cancelRun } from "@/lib/runs/cancel-run";
import * as contract from "@/lib/runs/contract";

export const POST = handle(contract.cancelRun, ({ scope, params }) => cancelRun(scope, params.runId));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
