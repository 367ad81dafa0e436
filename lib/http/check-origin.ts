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
  const { publicUrl, publicUrlGiven } = env();
  if (publicUrlGiven && origin === new URL(publicUrl).origin) return;
  if (!publicUrlGiven && origin && URL.parse(origin)?.host === request.headers.get("host")) return;
  throw new AppError("csrf_failed", "This request came from another site and was refused.");
}
