// One request to a tool server over HTTP: with its headers, once more with new credentials where it asks for them, and
// with what its status means. Knows neither of the two ways in which messages travel.

import { checkHeaders } from "../net/request-headers";
import { badAnswer, NotSpoken, SessionOver, unauthorized } from "./failures";
import type { Fetch, HttpAccess } from "./server-target";

export interface HttpWay {
  fetch: Fetch;
  access: HttpAccess;
}

interface Sent {
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Sends a request; throws where the status says that it was not taken. */
export async function sendTo({ fetch, access }: HttpWay, url: string, sent: Sent): Promise<Response> {
  const ask = async (credentials: Record<string, string>) => {
    const headers = checkHeaders(Object.entries({ ...credentials, ...sent.headers }));
    return fetch(url, {
      method: sent.method,
      headers,
      signal: sent.signal,
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
  };
  const credentials = await access.headers();
  let response = await ask(credentials);
  if (response.status === 401 && access.renew && (await access.renew(credentials))) {
    await drain(response);
    response = await ask(await access.headers());
  }
  if (response.ok) return response;
  await drain(response);
  throw failureOf(response.status, sent.headers["mcp-session-id"] !== undefined);
}

function failureOf(status: number, hasSession: boolean): Error {
  if (status === 401 || status === 403) return unauthorized();
  if (status === 404 && hasSession) return new SessionOver("The tool server has forgotten the session.");
  if (status >= 400 && status < 500) return new NotSpoken(status, `The address answered with the status ${status}.`);
  return badAnswer(`The tool server answered with the status ${status}.`);
}

const drainMs = 1_000;
const drainBytes = 65_536;

/** Reads what little there is, so that the connection can be used again; gives up on what is large or slow. */
export async function drain(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const stop = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(stop, drainMs);
  try {
    for (let size = 0; size < drainBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
    }
    stop();
  } catch {
    // The status has said that it was taken.
  } finally {
    clearTimeout(timer);
  }
}

/** The media type without its parameters. */
export function typeOf(response: Response): string {
  return (response.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
