import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { deleteModel, updateModel } from "@/lib/models/commands/change-models";
import * as contract from "@/lib/models/contract";
import { getModel } from "@/lib/models/queries";

export const GET = handle(contract.getModel, ({ scope, params }) => getModel(scope, params.modelId));

export const PATCH = handle(contract.updateModel, ({ scope, params, body }) =>
  updateModel(scope, params.modelId, body),
);

export const DELETE = handle(contract.deleteModel, async ({ scope, params }) => {
  await deleteModel(scope, params.modelId);
  return undefined;
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
