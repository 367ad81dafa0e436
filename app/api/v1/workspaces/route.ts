import { getSessionView } from "@/lib/auth/account-queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workspaces/contract";

export const GET = handle(contract.listWorkspaces, async ({ scope: caller }) => {
  const only = caller.via === "key" ? (caller.scope?.workspaceId ?? null) : null;
  const { workspaces } = await getSessionView(caller.userId, only);
  return { items: workspaces, nextCursor: null };
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
