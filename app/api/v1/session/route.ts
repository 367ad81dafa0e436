import { getSessionView } from "@/lib/auth/account-queries";
import { closeBrowserSession, openBrowserSession } from "@/lib/auth/browser-session";
import * as contract from "@/lib/auth/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { checkOrigin } from "@/lib/http/check-origin";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getSession, ({ scope: caller }) =>
  getSessionView(caller.userId, caller.via === "key" ? (caller.scope?.workspaceId ?? null) : null),
);

export const POST = handle(contract.signIn, async ({ body, request }) => {
  // Another site must not sign a visitor in to an account of its own.
  checkOrigin(request);
  return openBrowserSession(body.identifier, body.password);
});

export const DELETE = handle(contract.signOut, async () => {
  await closeBrowserSession();
  return undefined;
});

export const { OPTIONS, PATCH, PUT } = allowOnly("GET", "POST", "DELETE");
