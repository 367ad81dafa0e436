import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { deleteSecret, updateSecret } from "@/lib/secrets/commands";
import * as contract from "@/lib/secrets/contract";

export const PATCH = handle(contract.updateSecret, ({ scope, params, body }) =>
  updateSecret(scope, params.secretId, body),
);

export const DELETE = handle(contract.deleteSecret, async ({ scope, params, query }) => {
  await deleteSecret(scope, params.secretId, { force: query.force === "true" });
});

export const { GET, OPTIONS, POST, PUT } = allowOnly("PATCH", "DELETE");
