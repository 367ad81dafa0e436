import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { reviewTools } from "@/lib/tools/commands/review-tools";
import * as contract from "@/lib/tools/contract";

export const POST = handle(contract.reviewTools, ({ scope, body }) => reviewTools(scope, body.toolIds, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
