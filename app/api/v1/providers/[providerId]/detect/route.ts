import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { detectModels } from "@/lib/models/commands/detect-models";
import * as contract from "@/lib/models/detect-contract";

export const POST = handle(contract.detectModels, ({ scope, params }) => detectModels(scope, params.providerId));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
