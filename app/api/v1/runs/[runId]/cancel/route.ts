import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { cancelRun } from "@/lib/runs/start-run";

export const POST = handle(contract.cancelRun, ({ scope, params }) => cancelRun(scope, params.runId));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
