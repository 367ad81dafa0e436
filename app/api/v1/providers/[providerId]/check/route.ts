import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { checkProvider } from "@/lib/models/commands/check-provider";
import * as contract from "@/lib/models/contract";

export const POST = handle(contract.checkProvider, ({ scope, params, body }) =>
  checkProvider(scope, params.providerId, body.modelId),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
