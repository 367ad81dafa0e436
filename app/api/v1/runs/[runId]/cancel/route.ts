import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { cancelRun } from "@/lib/runs/start-run";

export const POST = handle(contract.cancelRun, ({ scope, params }) => cancelRun(scope, params.runId));
