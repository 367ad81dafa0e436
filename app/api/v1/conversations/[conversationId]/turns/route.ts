import * as contract from "@/lib/conversations/contract";
import { listTurns } from "@/lib/conversations/queries";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listTurns, ({ scope, params, query }) =>
  listTurns(scope, params.conversationId, query),
);
