import * as contract from "@/lib/agents/contract";
import { archiveAgent, updateAgent } from "@/lib/agents/create-agent";
import { getAgent } from "@/lib/agents/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getAgent, ({ scope, params }) => getAgent(scope, params.agentId));

export const PATCH = handle(contract.updateAgent, ({ scope, params, body }) =>
  updateAgent(scope, params.agentId, body),
);

export const DELETE = handle(contract.archiveAgent, async ({ scope, params }) => {
  await archiveAgent(scope, params.agentId);
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
