"use client";
// What a page shows, kept in its address without asking the server: a reload or a sent link shows the same.

type Changes = Record<string, string | null>;

function addressWith(current: URLSearchParams, changes: Changes): string {
  const next = new URLSearchParams(current);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(key);
    else next.set(key, value);
  }
  const query = next.toString();
  return `${window.location.pathname}${query ? `?${query}` : ""}`;
}

/** Changes the address in place; "back" does not see it. */
export function replaceParams(current: URLSearchParams, changes: Changes): void {
  window.history.replaceState(null, "", addressWith(current, changes));
}

/** Changes the address so that "back" undoes it. */
export function pushParams(current: URLSearchParams, changes: Changes): void {
  window.history.pushState(null, "", addressWith(current, changes));
}
