import * as contract from "@/lib/conversations/contract";
import { listConversations } from "@/lib/conversations/queries";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listConversations, ({ scope, query }) => listConversations(scope, query));
