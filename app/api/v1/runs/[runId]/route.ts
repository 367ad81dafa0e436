import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { getRun } from "@/lib/runs/queries";

export const GET = handle(contract.getRun, ({ scope, params }) => getRun(scope, params.runId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
