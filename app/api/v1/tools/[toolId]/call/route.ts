import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { testTool } from "@/lib/tools/commands/test-tool";
import * as contract from "@/lib/tools/contract";

export const POST = handle(contract.testTool, ({ scope, params, body, request }) =>
  testTool(scope, params.toolId, body, request.signal),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
