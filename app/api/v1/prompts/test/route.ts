import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/prompts/contract";
import { testPrompt } from "@/lib/prompts/test-prompt";

export const POST = handle(contract.testPrompt, ({ scope, body }) => testPrompt(scope, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
