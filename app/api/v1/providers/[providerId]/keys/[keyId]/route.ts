import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { changeKey, removeKey } from "@/lib/models/commands/change-keys";
import * as contract from "@/lib/models/routing-contract";

export const PATCH = handle(contract.updateProviderKey, ({ scope, params, body }) =>
  changeKey(scope, params.providerId, params.keyId, body),
);

export const DELETE = handle(contract.deleteProviderKey, async ({ scope, params }) => {
  await removeKey(scope, params.providerId, params.keyId);
  return undefined;
});

export const { GET, OPTIONS, POST, PUT } = allowOnly("PATCH", "DELETE");
