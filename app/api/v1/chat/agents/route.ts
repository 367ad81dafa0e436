import * as contract from "@/lib/conversations/contract";
import { listTalkers } from "@/lib/conversations/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listTalkers, ({ scope, query }) => listTalkers(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
