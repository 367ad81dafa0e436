import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/prompts/contract";
import { listPromptUses } from "@/lib/prompts/queries";

export const GET = handle(contract.listPromptUses, ({ scope, params }) => listPromptUses(scope, params.promptId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
