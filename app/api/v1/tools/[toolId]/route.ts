import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { deleteTool, updateTool } from "@/lib/tools/commands/update-tool";
import * as contract from "@/lib/tools/contract";
import { getTool } from "@/lib/tools/queries";

export const GET = handle(contract.getTool, ({ scope, params }) => getTool(scope, params.toolId));

export const PATCH = handle(contract.updateTool, ({ scope, params, body }) => updateTool(scope, params.toolId, body));

export const DELETE = handle(contract.deleteTool, async ({ scope, params, query }) => {
  await deleteTool(scope, params.toolId, query.force);
  return undefined;
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
