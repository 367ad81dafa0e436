import { stopTurn } from "@/lib/conversations/answer-turn";
import * as contract from "@/lib/conversations/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.stopTurn, ({ scope, params }) => stopTurn(scope, params));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
