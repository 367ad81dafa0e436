import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { addKey } from "@/lib/models/commands/change-keys";
import * as contract from "@/lib/models/routing-contract";
import { listKeys } from "@/lib/models/routing-queries";

export const GET = handle(contract.listProviderKeys, ({ scope, params }) => listKeys(scope, params.providerId));

export const POST = handle(contract.createProviderKey, ({ scope, params, body }) =>
  addKey(scope, params.providerId, body),
);

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
