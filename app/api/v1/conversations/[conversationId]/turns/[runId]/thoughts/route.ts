import * as contract from "@/lib/conversations/contract";
import { listThoughts } from "@/lib/conversations/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listThoughts, ({ scope, params }) =>
  listThoughts(scope, params.conversationId, params.runId),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
