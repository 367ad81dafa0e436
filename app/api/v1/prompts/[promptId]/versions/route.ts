import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createPromptVersion } from "@/lib/prompts/commands";
import * as contract from "@/lib/prompts/contract";
import { listPromptVersions } from "@/lib/prompts/queries";

export const GET = handle(contract.listPromptVersions, ({ scope, params, query }) =>
  listPromptVersions(scope, params.promptId, query),
);

export const POST = handle(contract.createPromptVersion, ({ scope, params, body }) =>
  createPromptVersion(scope, params.promptId, body),
);

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
