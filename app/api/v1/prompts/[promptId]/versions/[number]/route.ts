import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/prompts/contract";
import { getPromptVersion } from "@/lib/prompts/queries";

export const GET = handle(contract.getPromptVersion, ({ scope, params }) =>
  getPromptVersion(scope, params.promptId, params.number),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
