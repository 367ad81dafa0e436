import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { resetTemplate, updateTemplate } from "@/lib/node-templates/commands";
import * as contract from "@/lib/node-templates/contract";
import { getNodeTemplate } from "@/lib/node-templates/queries";

export const GET = handle(contract.getNodeTemplate, ({ scope, params }) => getNodeTemplate(scope, params.code));

export const PATCH = handle(contract.updateNodeTemplate, ({ scope, params, body }) =>
  updateTemplate(scope, params.code, body),
);

export const DELETE = handle(contract.resetNodeTemplate, async ({ scope, params }) => {
  await resetTemplate(scope, params.code);
  return undefined;
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
