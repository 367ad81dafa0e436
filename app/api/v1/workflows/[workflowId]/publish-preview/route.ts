import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { previewPublish } from "@/lib/workflows/publish-workflow";

export const GET = handle(contract.previewPublish, ({ scope, params }) => previewPublish(scope, params.workflowId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
