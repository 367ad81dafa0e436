import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { listNodeTemplates } from "@/lib/workflows/contract";
import { listNodeTemplates as readNodeTemplates } from "@/lib/workflows/list-node-templates";

export const GET = handle(listNodeTemplates, ({ scope }) => readNodeTemplates(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
