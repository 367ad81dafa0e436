import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { editDraft } from "@/lib/workflows/edit-draft";

export const POST = handle(contract.editDraft, ({ scope, params, body }) => editDraft(scope, params.workflowId, body));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
