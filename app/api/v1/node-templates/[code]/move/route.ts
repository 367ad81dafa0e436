import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { moveTemplate } from "@/lib/node-templates/commands";
import { moveNodeTemplate } from "@/lib/node-templates/contract";

export const POST = handle(moveNodeTemplate, async ({ scope, params, body }) => {
  await moveTemplate(scope, params.code, body);
  return undefined;
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
