import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { readApiDocument } from "@/lib/tools/commands/import-document";
import * as contract from "@/lib/tools/contract";

export const POST = handle(contract.readApiDocument, ({ body, request }) => readApiDocument(body, request.signal));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
