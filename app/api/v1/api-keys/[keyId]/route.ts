import { revokeApiKey } from "@/lib/api-keys/commands";
import * as contract from "@/lib/api-keys/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const DELETE = handle(contract.revokeApiKey, async ({ scope, params }) => {
  await revokeApiKey(scope, params.keyId);
  return undefined;
});

export const { GET, OPTIONS, PATCH, POST, PUT } = allowOnly("DELETE");
