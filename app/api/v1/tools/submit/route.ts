import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { submitTools } from "@/lib/tools/commands/review-tools";
import * as contract from "@/lib/tools/contract";

export const POST = handle(contract.submitTools, ({ scope, body }) => submitTools(scope, body.toolIds));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
