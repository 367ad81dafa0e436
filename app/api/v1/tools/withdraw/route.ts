import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { withdrawTools } from "@/lib/tools/commands/review-tools";
import * as contract from "@/lib/tools/contract";

export const POST = handle(contract.withdrawTools, ({ scope, body }) => withdrawTools(scope, body.toolIds));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
