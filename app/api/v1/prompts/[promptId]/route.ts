import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { deletePrompt, updatePrompt } from "@/lib/prompts/commands";
import * as contract from "@/lib/prompts/contract";
import { getPrompt } from "@/lib/prompts/queries";

export const GET = handle(contract.getPrompt, ({ scope, params }) => getPrompt(scope, params.promptId));

export const PATCH = handle(contract.updatePrompt, ({ scope, params, body }) =>
  updatePrompt(scope, params.promptId, body),
);

export const DELETE = handle(contract.deletePrompt, async ({ scope, params }) => {
  await deletePrompt(scope, params.promptId);
  return undefined;
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
