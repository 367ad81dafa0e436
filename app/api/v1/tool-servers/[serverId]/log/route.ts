import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

import * as contract from "@/lib/tool-servers/contract";
import { getServerLog } from "@/lib/tool-servers/queries";

export const GET = handle(contract.getToolServerLog, ({ scope, params }) => getServerLog(scope, params.serverId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
