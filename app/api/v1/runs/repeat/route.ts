import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { repeatRuns } from "@/lib/runs/repeat-runs";

export const POST = handle(contract.repeatRuns, ({ scope, body }) => repeatRuns(scope, body.runIds));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
