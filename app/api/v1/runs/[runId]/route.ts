import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { getRun } from "@/lib/runs/queries";

export const GET = handle(contract.getRun, ({ scope, params }) => getRun(scope, params.runId));
