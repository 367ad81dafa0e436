import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { validateDraft } from "@/lib/workflows/publish-workflow";

export const POST = handle(contract.validateDraft, ({ scope, params }) => validateDraft(scope, params.workflowId));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
