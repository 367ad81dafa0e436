import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workspaces/contract";
import { listMembers } from "@/lib/workspaces/queries";

export const GET = handle(contract.listMembers, ({ scope, query }) => listMembers(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
