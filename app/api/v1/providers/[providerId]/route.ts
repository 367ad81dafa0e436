import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { deleteProvider } from "@/lib/models/commands/delete-provider";
import { updateProvider } from "@/lib/models/commands/update-provider";
import * as contract from "@/lib/models/contract";
import { getProvider } from "@/lib/models/queries";

export const GET = handle(contract.getProvider, ({ scope, params }) => getProvider(scope, params.providerId));

export const PATCH = handle(contract.updateProvider, ({ scope, params, body }) =>
  updateProvider(scope, params.providerId, body),
);

export const DELETE = handle(contract.deleteProvider, async ({ scope, params }) => {
  await deleteProvider(scope, params.providerId);
  return undefined;
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
