// Messages over streamable HTTP: each is a request of its own, whose answer is a document or a stream. A request whose
// answer fails, is too large or answers something else fails by itself, at once. The server's own notices outside of
// answers are not listened to.

import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { badAnswer, serverFailed } from "./failures";
import { drain, type HttpWay, sendTo, typeOf } from "./http-way";
import { maxMessageBytes } from "./limits";
import { readEvents, readWhole } from "./read-events";
import { cancelledBy, isAnswerTo, readMessages, requestIdOf } from "./read-message";

const maxResumes = 20;

export class HttpTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** Never set for the library, which would take a known session for one that is joined. */
  #session: string | null = null;
  #version: string | null = null;
  readonly #closed = new AbortController();
  readonly #open = new Map<RequestId, AbortController>();
  readonly #url: string;
  readonly #way: HttpWay;

  constructor(url: string, way: HttpWay) {
    this.#url = url;
    this.#way = way;
  }

  async start(): Promise<void> {}

  setProtocolVersion(version: string): void {
    this.#version = version;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const id = requestIdOf(message);
    if (id !== null) return this.#ask(message, id);
    await drain(await this.#post(message, this.#closed.signal));
    const cancelled = cancelledBy(message);
    if (cancelled !== null) this.#open.get(cancelled)?.abort(serverFailed("The request was taken back."));
  }

  async close(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    const session = this.#session;
    this.#closed.abort(serverFailed("The connection was closed."));
    if (session !== null) {
      // Politeness: a server that does not hear it forgets the session by itself.
      const signal = AbortSignal.timeout(2_000);
      const headers = this.#headers(session);
      sendTo(this.#way, this.#url, { method: "DELETE", headers, signal })
        .then(drain)
        .catch(() => undefined);
    }
    this.onclose?.();
  }

  #headers(session: string | null): Record<string, string> {
    return {
      ...(session === null ? {} : { "mcp-session-id": session }),
      ...(this.#version === null ? {} : { "mcp-protocol-version": this.#version }),
    };
  }

  async #post(message: JSONRPCMessage, signal: AbortSignal): Promise<Response> {
    const response = await sendTo(this.#way, this.#url, {
      method: "POST",
      headers: {
        ...this.#headers(this.#session),
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: JSON.stringify(message),
      signal,
    });
    this.#session = response.headers.get("mcp-session-id") ?? this.#session;
    return response;
  }

  async #ask(message: JSONRPCMessage, id: RequestId): Promise<void> {
    const own = new AbortController();
    this.#open.set(id, own);
    try {
      const signal = AbortSignal.any([own.signal, this.#closed.signal]);
      const response = await this.#post(message, signal);
      const type = typeOf(response);
      if (type === "text/event-stream") await this.#readStream(response, id, signal);
      else if (type === "application/json") {
        const messages = readMessages(await readWhole(response, maxMessageBytes));
        if (!this.#pass(messages, id)) throw answeredAnother(messages.length > 0);
      } else {
        await response.body?.cancel();
        throw badAnswer(`The address answered with ${type || "something"} instead of a message of the protocol.`);
      }
    } finally {
      this.#open.delete(id);
    }
  }

  /** Hands messages on; whether one answers the request. */
  #pass(messages: readonly JSONRPCMessage[], id: RequestId): boolean {
    let isAnswered = false;
    for (const message of messages) {
      // An answer to nothing that was asked here is not the library's business.
      if (!("method" in message) && !isAnswerTo(message, id)) continue;
      isAnswered ||= isAnswerTo(message, id);
      this.onmessage?.(message);
    }
    return isAnswered;
  }

  async #readStream(first: Response, id: RequestId, signal: AbortSignal): Promise<void> {
    let response = first;
    for (let resumes = 0; ; resumes++) {
      let last: string | null = null;
      let retryMs = 1_000;
      let strangers = 0;
      for await (const event of readEvents(bodyOf(response), maxMessageBytes)) {
        last = event.id ?? last;
        retryMs = event.retryMs ?? retryMs;
        if (event.data === "" || event.event !== "message") continue;
        const messages = readMessages(event.data);
        if (this.#pass(messages, id)) return;
        strangers += messages.filter((message) => !("method" in message)).length;
      }
      // A server may end the stream of a long call and let us come back for the rest.
      if (last === null || resumes === maxResumes) throw answeredAnother(strangers > 0);
      await pause(Math.min(retryMs, 30_000), signal);
      const headers = { ...this.#headers(this.#session), accept: "text/event-stream", "last-event-id": last };
      response = await sendTo(this.#way, this.#url, { method: "GET", headers, signal });
    }
  }
}

function answeredAnother(didAnswer: boolean): Error {
  return badAnswer(
    didAnswer
      ? "The tool server answered another request than the one it was sent."
      : "The tool server ended its answer before it had given one.",
  );
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  if (!response.body) throw badAnswer("The tool server sent an empty answer.");
  return response.body;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
