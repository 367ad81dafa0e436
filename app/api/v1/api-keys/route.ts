import { createApiKey } from "@/lib/api-keys/commands";
import * as contract from "@/lib/api-keys/contract";
import { listApiKeys } from "@/lib/api-keys/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listApiKeys, ({ scope, query }) => listApiKeys(scope, query));

export const POST = handle(contract.createApiKey, ({ scope, body }) => createApiKey(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
