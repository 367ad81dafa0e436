import * as contract from "@/lib/agents/contract";
import { publishAgent } from "@/lib/agents/publish-agent";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.publishAgent, ({ scope, params, body }) =>
  publishAgent(scope, params.agentId, { ...body, versionType: "minor" }),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
