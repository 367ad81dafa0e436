import * as contract from "@/lib/agents/contract";
import { rollBackAgent } from "@/lib/agents/publish-agent";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.rollBackAgent, ({ scope, params, body }) =>
  rollBackAgent(scope, params.agentId, body),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
