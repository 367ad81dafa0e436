import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createServer } from "@/lib/tool-servers/commands/create-server";
import * as contract from "@/lib/tool-servers/contract";
import { listServers } from "@/lib/tool-servers/queries";

export const GET = handle(contract.listToolServers, ({ scope }) => listServers(scope));

export const POST = handle(contract.createToolServer, ({ scope, body }) => createServer(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
