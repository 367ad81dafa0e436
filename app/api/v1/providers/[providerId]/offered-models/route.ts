import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { listOfferedModels } from "@/lib/models/commands/explore-provider";
import * as contract from "@/lib/models/contract";

export const GET = handle(contract.listOfferedModels, ({ scope, params }) =>
  listOfferedModels(scope, params.providerId),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
