import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { getGraphFacts } from "@/lib/workflows/queries";

export const GET = handle(contract.getGraphFacts, ({ scope }) => getGraphFacts(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
