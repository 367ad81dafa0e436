import * as contract from "@/lib/conversations/contract";
import { listConversations } from "@/lib/conversations/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listConversations, ({ scope, query }) => listConversations(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
