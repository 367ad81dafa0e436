// Refuses a cookie-borne change that another site sent (cross-site request forgery). Browsers set both headers and
// scripts can't; a request with neither was not made by a browser on behalf of a page.

import { env } from "../env";
import { AppError } from "../shared/errors";

/** Throws `csrf_failed` unless the request comes from a page of ours. */
export function checkOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin" || site === "none") return;
  const origin = request.headers.get("origin");
  if (site === null && origin === null) return;
  const own = env().WEFT_PUBLIC_URL;
  const host = request.headers.get("host");
  if (origin && (own ? origin === new URL(own).origin : new URL(origin).host === host)) return;
  throw new AppError("csrf_failed", "This request came from another site and was refused.");
}
