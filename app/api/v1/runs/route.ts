import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { listRuns } from "@/lib/runs/queries";

export const GET = handle(contract.listRuns, ({ scope, query }) => listRuns(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
