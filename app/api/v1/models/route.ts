import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { createModel } from "@/lib/models/commands/change-models";
import * as contract from "@/lib/models/contract";
import { listModels } from "@/lib/models/queries";

export const GET = handle(contract.listModels, ({ scope, query }) => listModels(scope, query));

export const POST = handle(contract.createModel, ({ scope, body }) => createModel(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
