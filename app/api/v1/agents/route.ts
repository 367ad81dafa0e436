import * as contract from "@/lib/agents/contract";
import { createAgent } from "@/lib/agents/create-agent";
import { listAgents } from "@/lib/agents/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listAgents, ({ scope, query }) => listAgents(scope, query));

export const POST = handle(contract.createAgent, ({ scope, body }) => createAgent(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
