import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { refreshNow } from "@/lib/tool-servers/commands/refresh-now";
import * as contract from "@/lib/tool-servers/contract";

export const POST = handle(contract.refreshToolServer, ({ scope, params }) => refreshNow(scope, params.serverId));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
