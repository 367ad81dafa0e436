import { followTurn } from "@/lib/conversations/answer-turn";
import * as contract from "@/lib/conversations/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.followTurn, ({ scope, params, query, request }) =>
  followTurn(scope, params, request.headers.get("last-event-id") ?? query.lastEventId ?? null),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
