import { deleteConversation, updateConversation } from "@/lib/conversations/change-conversation";
import * as contract from "@/lib/conversations/contract";
import { getConversation } from "@/lib/conversations/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getConversation, ({ scope, params }) =>
  getConversation(scope, params.conversationId),
);

export const PATCH = handle(contract.updateConversation, ({ scope, params, body }) =>
  updateConversation(scope, params.conversationId, body),
);

export const DELETE = handle(contract.deleteConversation, async ({ scope, params }) => {
  await deleteConversation(scope, params.conversationId);
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
