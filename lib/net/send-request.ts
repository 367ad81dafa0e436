// One exchange over HTTP under guard: the address is checked before every hop, redirects are followed by hand, and
// every wait has an end. What the answer's body means is the caller's business.

import type { Dispatcher } from "undici";
import { AppError } from "../shared/errors";
import { type AllowList, allowNothing } from "./allow-list";
import { blockedError, checkLiteralAddress, makeGuardedAgent, type Resolve } from "./guarded-agent";
import { netError } from "./net-errors";
import { headersForOtherSite } from "./request-headers";

/** Who may be called, and how names are resolved where not by the system. */
export interface NetPolicy {
  allow: AllowList;
  resolve?: Resolve;
}

export interface OutgoingRequest {
  url: URL;
  method: string;
  /** Checked, names in lower case. */
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  signal: AbortSignal | undefined;
  redirect: "follow" | "error" | "manual";
  /** Until the headers of the answer are there. */
  headersTimeoutMs: number;
  /** Between two pieces of the body. */
  idleTimeoutMs: number;
}

export interface IncomingResponse {
  url: URL;
  redirected: boolean;
  status: number;
  headers: Dispatcher.ResponseData["headers"];
  body: Dispatcher.ResponseData["body"];
}

const maxRedirects = 5;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

// Connections are kept per list, so that a list that shrank never meets a connection it would refuse.
const agents = new WeakMap<AllowList, Dispatcher>();

function agentOf({ allow, resolve }: NetPolicy): Dispatcher {
  let agent = agents.get(allow);
  if (!agent) {
    agent = makeGuardedAgent(allow, resolve);
    agents.set(allow, agent);
  }
  return agent;
}

/** A policy that allows the public internet alone. */
export const publicOnly: NetPolicy = { allow: allowNothing };

/** Reads an address; throws where it is none or no HTTP. */
export function parseHttpUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (!url) {
    throw new AppError("invalid_request", "The address can't be read. It should begin with https:// or http://.", {
      params: { url: text.slice(0, 200) },
    });
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new AppError("address_blocked", `Only http and https may be called, not ${url.protocol}`, {
      params: { host: url.protocol },
    });
  }
  return url;
}

function isSameSite(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === "http:" && to.protocol === "https:" && from.port === "" && to.port === "";
  return from.origin === to.origin || (isUpgrade && from.hostname === to.hostname);
}

function refuseRedirect(url: URL, why: string, cause?: unknown): AppError {
  return new AppError("redirect_refused", `The redirect to ${url.hostname} was refused: ${why}.`, {
    params: { host: url.hostname },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The request after a redirect; throws `redirect_refused` where it must not be followed. */
function follow(request: OutgoingRequest, status: number, location: string): OutgoingRequest {
  const url = URL.parse(location, request.url);
  if (!url) throw refuseRedirect(request.url, "its address can't be read");
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw refuseRedirect(url, `${url.protocol} may not be called`);
  url.username = "";
  url.password = "";
  const toGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  const body = toGet ? null : request.body;
  const same = isSameSite(request.url, url);
  if (!same && body !== null) throw refuseRedirect(url, "the body may hold what another site must not see");
  const headers = same ? { ...request.headers } : headersForOtherSite(request.headers);
  if (body === null) delete headers["content-type"];
  return { ...request, url, method: toGet ? "GET" : request.method, headers, body };
}

/** Sends a request and follows its redirects; the body of what it gives has to be read or destroyed. */
export async function sendRequest(first: OutgoingRequest, policy: NetPolicy): Promise<IncomingResponse> {
  if (!methods.has(first.method)) {
    throw new AppError("invalid_request", `The method ${first.method.slice(0, 20)} may not be used.`);
  }
  let request = first;
  for (let hops = 0; ; hops++) {
    const answer = await exchange(request, policy, hops > 0);
    const location = answer.headers.location;
    const isRedirect = redirectStatuses.has(answer.statusCode) && typeof location === "string";
    if (!isRedirect || request.redirect === "manual") {
      return {
        url: request.url,
        redirected: hops > 0,
        status: answer.statusCode,
        headers: answer.headers,
        body: answer.body,
      };
    }
    // The rest of a redirect's body is of no use; a large one must not hold the connection.
    answer.body.on("error", () => {}).destroy();
    if (request.redirect === "error") throw refuseRedirect(request.url, "no redirect is expected here");
    if (hops === maxRedirects) throw refuseRedirect(request.url, `more than ${maxRedirects} redirects`);
    request = follow(request, answer.statusCode, location);
  }
}

async function exchange(
  request: OutgoingRequest,
  policy: NetPolicy,
  afterRedirect: boolean,
): Promise<Dispatcher.ResponseData> {
  const { url, signal } = request;
  try {
    checkLiteralAddress(url, policy.allow);
    return await agentOf(policy).request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: request.headers,
      body: request.body,
      headersTimeout: request.headersTimeoutMs,
      bodyTimeout: request.idleTimeoutMs,
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const failure = netError(error, url.hostname, !afterRedirect);
    throw afterRedirect && failure.code === "address_blocked"
      ? refuseRedirect(url, "the address is private or reserved", blockedError(url.hostname))
      : failure;
  }
}
