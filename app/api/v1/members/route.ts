import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workspaces/contract";
import { listMembers } from "@/lib/workspaces/queries";

export const GET = handle(contract.listMembers, ({ scope, query }) => listMembers(scope, query));
