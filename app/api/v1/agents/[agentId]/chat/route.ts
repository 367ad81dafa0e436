import { answerTurn } from "@/lib/conversations/answer-turn";
import { askAgent } from "@/lib/conversations/ask";
import * as contract from "@/lib/conversations/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.ask, async ({ scope, params, body, request, requestId }) =>
  answerTurn(scope, await askAgent(scope, params.agentId, body), body.respond, { request, requestId }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
