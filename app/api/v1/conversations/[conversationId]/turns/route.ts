import * as contract from "@/lib/conversations/contract";
import { listTurns } from "@/lib/conversations/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listTurns, ({ scope, params, query }) =>
  listTurns(scope, params.conversationId, query),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
