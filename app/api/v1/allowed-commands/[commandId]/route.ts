import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { actingAdmin } from "@/lib/tool-servers/acting-admin";
import { forbidCommand } from "@/lib/tool-servers/commands/allow-commands";
import * as contract from "@/lib/tool-servers/contract";

export const DELETE = handle(contract.forbidCommand, async ({ scope: caller, params, request, requestId }) => {
  await forbidCommand(actingAdmin(caller, request, requestId), params.commandId);
});

export const { GET, OPTIONS, PATCH, POST, PUT } = allowOnly("DELETE");
