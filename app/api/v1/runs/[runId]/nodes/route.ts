import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { listRunNodes } from "@/lib/runs/queries";

export const GET = handle(contract.listRunNodes, ({ scope, params, query }) =>
  listRunNodes(scope, params.runId, query),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
