import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { listConfigFields } from "@/lib/node-templates/contract";
import { listConfigFields as readConfigFields } from "@/lib/node-templates/queries";

export const GET = handle(listConfigFields, ({ scope }) => readConfigFields(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
