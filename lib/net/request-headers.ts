// Headers as they may go out: names and values that can't smuggle a second header, none that belongs to the
// connection, and none but harmless ones to another site.

import { AppError } from "../shared/errors";

const namePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/;
// Visible Latin-1, spaces and tabs: no line break, no NUL, nothing that would be cut to a byte.
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that describe the connection or the length of the body; the client sets them itself. */
const ownHeaders = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const harmlessHeaders = new Set(["accept", "accept-language", "accept-encoding", "content-type", "user-agent"]);

/** Checks headers and puts their names into lower case; throws `invalid_request` with the name at fault. */
export function checkHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (!namePattern.test(name)) throw nameFault(name);
    if (!valuePattern.test(value)) {
      throw new AppError("invalid_request", `The header ${name} holds a line break or a character it may not have.`, {
        params: { header: name },
      });
    }
    const key = name.toLowerCase();
    if (ownHeaders.has(key)) {
      throw new AppError("invalid_request", `The header ${name} is set by the connection itself.`, {
        params: { header: name },
      });
    }
    checked[key] = Object.hasOwn(checked, key) ? `${checked[key]}, ${value}` : value;
  }
  return checked;
}

/** What goes along to another site after a redirect: nothing that could be a credential. */
export function headersForOtherSite(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmlessHeaders.has(name)));
}

/** Quotes the name whole or not at all: of a piece nobody could tell that it is one of a secret. */
function nameFault(name: string): AppError {
  return /^[\x20-\x7e]{1,60}$/.test(name)
    ? new AppError("invalid_request", `"${name}" is no name for a header.`, { params: { header: name } })
    : new AppError("invalid_request", "The name of a header is too long, or holds characters it may not have.");
}
