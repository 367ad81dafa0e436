import * as contract from "@/lib/conversations/contract";
import { listThoughts } from "@/lib/conversations/queries";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listThoughts, ({ scope, params }) =>
  listThoughts(scope, params.conversationId, params.runId),
);
