import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { tryModel } from "@/lib/models/commands/try-model";
import * as contract from "@/lib/models/detect-contract";

export const POST = handle(contract.tryModel, ({ scope, params, body, request }) =>
  tryModel(scope, params.modelId, body, {}, request.signal),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
