import { openBrowserSession } from "@/lib/auth/browser-session";
import * as contract from "@/lib/auth/contract";
import { needsSetup, setUp } from "@/lib/auth/set-up";
import { allowOnly } from "@/lib/http/allow-only";
import { checkOrigin } from "@/lib/http/check-origin";
import { clientAddress } from "@/lib/http/client-address";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getSetup, async () => ({ needed: await needsSetup() }));

export const POST = handle(contract.setUp, async ({ body, request, requestId }) => {
  checkOrigin(request);
  await setUp(body, {
    ip: clientAddress(request.headers),
    userAgent: request.headers.get("user-agent"),
    requestId,
  });
  return openBrowserSession(body.email, body.password);
});

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
