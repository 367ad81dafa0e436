import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { validateGraph } from "@/lib/workflows/publish-workflow";

export const POST = handle(contract.validateGraph, ({ scope, body }) => validateGraph(scope, body.graph));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
