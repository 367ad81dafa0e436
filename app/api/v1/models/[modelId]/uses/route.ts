import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/models/routing-contract";
import { listModelUses } from "@/lib/models/routing-queries";

export const GET = handle(contract.listModelUses, ({ scope, params }) => listModelUses(scope, params.modelId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
