import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/tools/contract";
import { listToolUses } from "@/lib/tools/queries";

export const GET = handle(contract.listToolUses, ({ scope, params }) => listToolUses(scope, params.toolId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
