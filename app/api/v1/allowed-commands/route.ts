import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { actingAdmin } from "@/lib/tool-servers/acting-admin";
import { allowCommand, listAllowedCommands } from "@/lib/tool-servers/commands/allow-commands";
import * as contract from "@/lib/tool-servers/contract";

export const GET = handle(contract.listAllowedCommands, ({ scope }) => listAllowedCommands(scope));

export const POST = handle(contract.allowCommand, async ({ scope: caller, body, request, requestId }) =>
  allowCommand(actingAdmin(caller, request, requestId), body),
);

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
