import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { restorePromptVersion } from "@/lib/prompts/commands";
import * as contract from "@/lib/prompts/contract";

export const POST = handle(contract.restorePromptVersion, ({ scope, params, body }) =>
  restorePromptVersion(scope, params.promptId, params.number, body.note),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
