import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createTool } from "@/lib/tools/commands/create-tool";
import * as contract from "@/lib/tools/contract";
import { listTools } from "@/lib/tools/queries";

export const GET = handle(contract.listTools, ({ scope, query }) => listTools(scope, query));

export const POST = handle(contract.createTool, ({ scope, body }) => createTool(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
