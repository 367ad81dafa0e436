import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { followAsDebugger } from "@/lib/runs/answer-run";
import * as contract from "@/lib/runs/contract";

export const GET = handle(contract.followRun, ({ scope, params, query, request }) =>
  followAsDebugger(scope, params.runId, request.headers.get("last-event-id") ?? query.lastEventId ?? null),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
