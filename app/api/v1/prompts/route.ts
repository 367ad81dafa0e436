import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createPrompt } from "@/lib/prompts/commands";
import * as contract from "@/lib/prompts/contract";
import { listPrompts } from "@/lib/prompts/queries";

export const GET = handle(contract.listPrompts, ({ scope, query }) => listPrompts(scope, query));

export const POST = handle(contract.createPrompt, ({ scope, body }) => createPrompt(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
