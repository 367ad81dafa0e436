// The one list of everything that /api/v1 offers, gathered from the contracts of the features. A new feature adds one
// import here; a test fails when a route answers what isn't listed, or the other way round.

import { z } from "zod";
import * as agents from "../agents/contract";
import * as apiKeys from "../api-keys/contract";
import * as approvals from "../approvals/contract";
import * as audit from "../audit/contract";
import * as auth from "../auth/contract";
import * as budgets from "../budgets/contract";
import * as calls from "../calls/contract";
import * as conversations from "../conversations/contract";
import * as models from "../models/contract";
import * as modelDetection from "../models/detect-contract";
import * as modelRouting from "../models/routing-contract";
import * as nodeTemplates from "../node-templates/contract";
import * as prompts from "../prompts/contract";
import * as runs from "../runs/contract";
import * as secrets from "../secrets/contract";
import * as toolServers from "../tool-servers/contract";
import * as tools from "../tools/contract";
import * as usage from "../usage/contract";
import * as waits from "../waits/contract";
import * as workflows from "../workflows/contract";
import * as workspaces from "../workspaces/contract";
import * as openapi from "./openapi-contract";
import type { Operation } from "./operation";

// In the order of the document.
const contracts: readonly object[] = [
  agents,
  workflows,
  nodeTemplates,
  runs,
  approvals,
  waits,
  conversations,
  models,
  tools,
  prompts,
  modelDetection,
  modelRouting,
  usage,
  budgets,
  calls,
  toolServers,
  secrets,
  auth,
  workspaces,
  apiKeys,
  audit,
  openapi,
];

function isOperation(value: unknown): value is Operation {
  return typeof value === "object" && value !== null && "id" in value && "method" in value && "path" in value;
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function byAddress(a: Operation, b: Operation): number {
  return a.path.localeCompare(b.path) || methods.indexOf(a.method) - methods.indexOf(b.method);
}

/** Every operation of the API, in the order of the document: by feature, then by address. */
export const operations: readonly Operation[] = contracts.flatMap((contract) =>
  Object.values(contract).filter(isOperation).sort(byAddress),
);

/** Schemas that several operations share, by the name they have in the document: `agentSchema` is `Agent`. */
export function sharedSchemas(): Record<string, z.ZodType> {
  const found: Record<string, z.ZodType> = {};
  for (const [name, value] of contracts.flatMap((contract) => Object.entries(contract))) {
    const base = /^(\w)(\w*)Schema$/.exec(name);
    if (!base || !(value instanceof z.ZodType)) continue;
    found[`${base[1]?.toUpperCase()}${base[2]}`] = value;
  }
  return found;
}
