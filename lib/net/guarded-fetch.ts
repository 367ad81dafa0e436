// `fetch` as libraries expect it, under guard. For model providers and others that bring their own client; streams
// pass through as they come. Failures are AppErrors, except the caller's own abort.

import { checkDeclaredLength, readChunks } from "./read-capped";
import { checkHeaders } from "./request-headers";
import { type NetPolicy, parseHttpUrl, sendRequest } from "./send-request";

export interface GuardedFetchOptions {
  /** Asked at every call, so that changed settings hold at once. Give the same list while nothing changed. */
  policy(): NetPolicy;
  headersTimeoutMs?: number;
  idleTimeoutMs?: number;
  maxBytes?: number;
}

const defaults = { headersTimeoutMs: 300_000, idleTimeoutMs: 120_000, maxBytes: 64 * 1_048_576 } as const;
/** Set by clients without being asked, and by the connection itself. */
const ignored = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding", "expect"]);
const withoutBody = new Set([101, 103, 204, 205, 304]);

/** Makes a `fetch` that reaches only what the policy allows. */
export function createGuardedFetch(options: GuardedFetchOptions): typeof fetch {
  const { headersTimeoutMs, idleTimeoutMs, maxBytes } = { ...defaults, ...options };
  return async (input, init) => {
    const call = await readCall(input, init);
    const url = parseHttpUrl(call.url);
    const response = await sendRequest(
      {
        url,
        method: call.method,
        headers: checkHeaders([...call.headers].filter(([name]) => !ignored.has(name))),
        body: call.body,
        signal: call.signal,
        redirect: init?.redirect ?? "follow",
        headersTimeoutMs,
        idleTimeoutMs,
      },
      options.policy(),
    );
    const limits = { host: response.url.hostname, maxBytes, signal: call.signal };
    const { "content-encoding": encoding, "content-length": length } = response.headers;
    if (withoutBody.has(response.status) || call.method === "HEAD") {
      response.body.on("error", () => {}).destroy();
      return new Response(null, { status: response.status, headers: headersOf(response.headers) });
    }
    try {
      checkDeclaredLength(one(length), limits);
    } catch (error) {
      response.body.on("error", () => {}).destroy();
      throw error;
    }
    const headers = headersOf(response.headers);
    if (encoding !== undefined) {
      headers.delete("content-encoding");
      headers.delete("content-length");
    }
    const chunks = readChunks(response.body, one(encoding), limits);
    return new Response(
      // Nobody reads any more, so nobody would hear of the error that ending it early is.
      streamOf(chunks, () => void response.body.on("error", () => {}).destroy()),
      { status: response.status, headers },
    );
  };
}

interface Call {
  url: string;
  method: string;
  headers: Headers;
  body: string | Uint8Array | null;
  signal: AbortSignal | undefined;
}

async function readCall(input: string | URL | Request, init: RequestInit | undefined): Promise<Call> {
  const isPlainBody = init?.body == null || typeof init.body === "string" || init.body instanceof Uint8Array;
  if (!(input instanceof Request) && isPlainBody) {
    const body = init?.body ?? null;
    const headers = new Headers(init?.headers);
    if (typeof body === "string" && !headers.has("content-type"))
      headers.set("content-type", "text/plain;charset=UTF-8");
    if (!headers.has("accept")) headers.set("accept", "*/*");
    return {
      url: String(input),
      method: (init?.method ?? "GET").toUpperCase(),
      headers,
      body: typeof body === "string" || body instanceof Uint8Array ? body : null,
      signal: init?.signal ?? undefined,
    };
  }
  // Forms, blobs and streams: the platform knows how they are written.
  const request = new Request(input, init);
  const bytes = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  return {
    url: request.url,
    method: request.method.toUpperCase(),
    headers: request.headers,
    body: bytes,
    signal: request.signal,
  };
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function headersOf(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const text of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, text);
  }
  return headers;
}

function streamOf(chunks: AsyncGenerator<Uint8Array>, close: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      // Closing the socket rather than the generator, which would first wait for the next piece.
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
