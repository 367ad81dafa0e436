// Refuses a cookie-borne change that another site sent (cross-site request forgery). Browsers set both headers and
// scripts can't; a request with neither was not made by a browser on behalf of a page.

import { type Env, env } from "../env";
import { AppError } from "../shared/errors";

/** Whether the request's headers say that a page of ours sent it, or no page at all. */
export function isFromOwnPage(headers: Headers, own: Pick<Env, "publicUrl" | "publicUrlGiven">): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin" || site === "none") return true;
  const origin = headers.get("origin");
  if (origin === null) return site === null;
  if (own.publicUrlGiven) return origin === new URL(own.publicUrl).origin;
  // Nobody said where we are reached: wherever the browser thinks it is.
  return URL.parse(origin)?.host === headers.get("host");
}

/** Throws `csrf_failed` unless the request comes from a page of ours. */
export function checkOrigin(request: Request): void {
  if (isFromOwnPage(request.headers, env())) return;
  throw new AppError("csrf_failed", "This request came from another site and was refused.");
}
