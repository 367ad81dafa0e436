import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/tools/contract";
import { listBuiltinTools } from "@/lib/tools/queries";

export const GET = handle(contract.listBuiltinTools, ({ scope }) => listBuiltinTools(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
