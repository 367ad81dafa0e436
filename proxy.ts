// Runs before every page: a fresh nonce and the content security policy that names it. Never decides who may see
// what (handlers and commands do that), and never touches /api, whose bodies would be buffered here.

import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy } from "@/lib/http/page-policy";

export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = pagePolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // For the way back after signing in: a server component isn't told its own address.
  headers.set("weft-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce for its own scripts from the policy on the request.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), payment=(), usb=()");
  return response;
}

export const config = {
  matcher: [
    {
      source: "/((?!api/|_next/static|_next/image|.*\\.(?:svg|png|ico|webmanifest|txt)$).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};
