import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { replaceRoutes } from "@/lib/models/commands/replace-routes";
import * as contract from "@/lib/models/routing-contract";
import { listRoutes } from "@/lib/models/routing-queries";

export const GET = handle(contract.listModelRoutes, ({ scope, params }) => listRoutes(scope, params.modelId));

export const PUT = handle(contract.replaceModelRoutes, ({ scope, params, body }) =>
  replaceRoutes(scope, params.modelId, body.routes),
);

export const { DELETE, OPTIONS, PATCH, POST } = allowOnly("GET", "PUT");
