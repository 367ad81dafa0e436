import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { importApiDocument } from "@/lib/tools/commands/import-document";
import * as contract from "@/lib/tools/contract";

export const POST = handle(contract.importApiDocument, ({ scope, body, request }) =>
  importApiDocument(scope, body, request.signal),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
