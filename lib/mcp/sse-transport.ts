// Messages over the protocol's older way: one stream that stays open brings every answer, and requests are posted to
// an address that its first event names. When the stream ends, everything that waits fails.

import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { badAnswer } from "./failures";
import { drain, type HttpWay, sendTo, typeOf } from "./http-way";
import { maxMessageBytes } from "./limits";
import { readEvents } from "./read-events";
import { readMessages } from "./read-message";

export class SseTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  #version: string | null = null;
  #endpoint: string | null = null;
  readonly #closed = new AbortController();
  readonly #url: string;
  readonly #way: HttpWay;

  constructor(url: string, way: HttpWay) {
    this.#url = url;
    this.#way = way;
  }

  setProtocolVersion(version: string): void {
    this.#version = version;
  }

  async start(): Promise<void> {
    const response = await sendTo(this.#way, this.#url, {
      method: "GET",
      headers: { accept: "text/event-stream" },
      signal: this.#closed.signal,
    });
    if (typeOf(response) !== "text/event-stream" || !response.body) {
      await response.body?.cancel();
      throw badAnswer("The address does not answer with a stream of events.");
    }
    const { body } = response;
    await new Promise<void>((resolve, reject) => {
      this.#follow(body, resolve)
        .then(() => reject(badAnswer("The tool server ended its stream before it named its address.")), reject)
        .finally(() => void this.close());
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#endpoint === null) throw badAnswer("The tool server has not named its address yet.");
    const response = await sendTo(this.#way, this.#endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(this.#version === null ? {} : { "mcp-protocol-version": this.#version }),
      },
      body: JSON.stringify(message),
      signal: this.#closed.signal,
    });
    await drain(response);
  }

  async close(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort(badAnswer("The connection was closed."));
    this.onclose?.();
  }

  async #follow(body: ReadableStream<Uint8Array>, onEndpoint: () => void): Promise<void> {
    try {
      for await (const event of readEvents(body, maxMessageBytes)) {
        if (event.event === "endpoint") {
          this.#endpoint = this.#endpointOf(event.data);
          onEndpoint();
        } else if (event.event === "message" && event.data !== "") {
          for (const message of readMessages(event.data)) this.onmessage?.(message);
        }
      }
    } catch (error) {
      if (!this.#closed.signal.aborted && error instanceof Error) this.onerror?.(error);
      throw error;
    }
  }

  #endpointOf(text: string): string {
    const url = URL.parse(text, this.#url);
    // Credentials go along with every message, so only to where they belong.
    if (url?.origin !== new URL(this.#url).origin) {
      throw badAnswer("The tool server names an address on another server.");
    }
    return url.href;
  }
}
