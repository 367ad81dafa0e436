import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workspaces/contract";
import { listRoles } from "@/lib/workspaces/queries";

export const GET = handle(contract.listRoles, async ({ scope }) => ({ items: await listRoles(scope) }));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
