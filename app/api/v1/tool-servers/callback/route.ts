import { authenticate } from "@/lib/auth/authenticate";
import { env } from "@/lib/env";
import { allowOnly } from "@/lib/http/allow-only";
import { clientAddress } from "@/lib/http/client-address";
import { handle } from "@/lib/http/handle";
import { finishSignIn } from "@/lib/tool-servers/commands/sign-in";
import * as contract from "@/lib/tool-servers/contract";

export const GET = handle(contract.finishToolServerSignIn, async ({ query, request, requestId }) => {
  const caller = await authenticate(request, requestId);
  const userAgent = request.headers.get("user-agent")?.slice(0, 400) ?? null;
  const path = await finishSignIn({
    state: query.state,
    code: query.code,
    error: query.error,
    userId: caller?.userId ?? null,
    actor: { name: "", ip: clientAddress(request.headers), userAgent, sessionId: caller?.sessionId ?? null },
    requestId,
  });
  return new Response(null, {
    status: 303,
    headers: { location: env().publicUrl + path, "cache-control": "no-store" },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
