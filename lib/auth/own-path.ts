// Where to go after signing in: only ever an address of ours, whatever a link claims. Pure.

/** The path when it stays on this site, else the start page. */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return "/";
  const base = "http://own.invalid";
  const url = URL.parse(wanted, base);
  return url?.origin === base ? url.pathname + url.search + url.hash : "/";
}
