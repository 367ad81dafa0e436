import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { updateWorkspace } from "@/lib/workspaces/commands";
import * as contract from "@/lib/workspaces/contract";
import { getWorkspace } from "@/lib/workspaces/queries";

export const GET = handle(contract.getWorkspace, ({ scope }) => getWorkspace(scope));

export const PATCH = handle(contract.updateWorkspace, ({ scope, body }) => updateWorkspace(scope, body));

export const { DELETE, OPTIONS, POST, PUT } = allowOnly("GET", "PATCH");
