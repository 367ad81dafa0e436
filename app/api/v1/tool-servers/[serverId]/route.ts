import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { deleteServer } from "@/lib/tool-servers/commands/delete-server";
import { updateServer } from "@/lib/tool-servers/commands/update-server";
import * as contract from "@/lib/tool-servers/contract";
import { getServer } from "@/lib/tool-servers/queries";

export const GET = handle(contract.getToolServer, ({ scope, params }) => getServer(scope, params.serverId));

export const PATCH = handle(contract.updateToolServer, ({ scope, params, body }) =>
  updateServer(scope, params.serverId, body),
);

export const DELETE = handle(contract.deleteToolServer, async ({ scope, params, query }) => {
  await deleteServer(scope, params.serverId, query.force);
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
