// One HTTP call of a node or tool: writes address and body, sends it under guard, reads the whole answer within its
// limits of time and size. Statuses are the caller's business.

import type { HttpAnswer, HttpCall } from "../nodes/contract";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { checkDeclaredLength, readChunks, readText } from "./read-capped";
import { checkHeaders } from "./request-headers";
import { type NetPolicy, parseHttpUrl, sendRequest } from "./send-request";

/** Sends a call and reads its answer; throws an AppError, or the reason of the call's own signal. */
export async function httpCall(call: HttpCall, policy: NetPolicy): Promise<HttpAnswer> {
  const startedAt = systemClock.monotonic();
  const url = addressOf(call);
  const limit = new AbortController();
  const stop = () => limit.abort(call.signal.reason);
  const timer = setTimeout(() => limit.abort(timeoutError(url, call.timeoutMs)), call.timeoutMs);
  if (call.signal.aborted) stop();
  else call.signal.addEventListener("abort", stop, { once: true });
  try {
    const response = await sendRequest(
      {
        url,
        method: call.method.toUpperCase(),
        headers: headersOf(call),
        body: writeBody(call.body),
        signal: limit.signal,
        redirect: "follow",
        // The timer above watches over all of it.
        headersTimeoutMs: 0,
        idleTimeoutMs: 0,
      },
      policy,
    );
    const limits = { host: response.url.hostname, maxBytes: call.maxBytes, signal: limit.signal };
    const headers = flatHeaders(response.headers);
    try {
      // Of a HEAD the length is that of the body which does not come.
      if (call.method.toUpperCase() !== "HEAD") checkDeclaredLength(headers["content-length"], limits);
      const chunks = readChunks(response.body, headers["content-encoding"], limits);
      const body = await readText(chunks, headers["content-type"]);
      return { status: response.status, headers, body, durationMs: systemClock.monotonic() - startedAt };
    } finally {
      response.body.on("error", () => {}).destroy();
    }
  } finally {
    clearTimeout(timer);
    call.signal.removeEventListener("abort", stop);
  }
}

function timeoutError(url: URL, timeoutMs: number): AppError {
  return new AppError("request_timeout", `${url.hostname} did not answer within ${timeoutMs} ms.`, {
    params: { host: url.hostname, timeoutMs },
  });
}

function addressOf(call: HttpCall): URL {
  const url = parseHttpUrl(call.url);
  if (url.username !== "" || url.password !== "") {
    throw new AppError("invalid_request", "A name and password may not stand in the address. Use the sign-in fields.");
  }
  for (const [name, value] of call.query ?? []) url.searchParams.append(name, value);
  url.hash = "";
  return url;
}

function headersOf(call: HttpCall): Record<string, string> {
  const headers = checkHeaders(Object.entries(call.headers));
  headers["user-agent"] ??= "Weft";
  headers.accept ??= "*/*";
  headers["accept-encoding"] ??= "gzip, br";
  if (call.basicAuth) {
    const { user, password } = call.basicAuth;
    headers.authorization = `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
  }
  const type = contentTypeOf(call.body);
  if (type) headers["content-type"] ??= type;
  return headers;
}

function contentTypeOf(body: HttpCall["body"]): string | undefined {
  if (body === undefined) return undefined;
  if (typeof body === "string") return "text/plain; charset=utf-8";
  return "json" in body ? "application/json" : "application/x-www-form-urlencoded";
}

function writeBody(body: HttpCall["body"]): string | null {
  if (body === undefined) return null;
  if (typeof body === "string") return body;
  return "json" in body ? JSON.stringify(body.json) : new URLSearchParams(body.form).toString();
}

function flatHeaders(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}
