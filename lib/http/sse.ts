// Writes a stream of server-sent events from an async source. A reader that is slower than the source makes the source
// wait or skip, never the run; a reader that leaves stops the source. Server only.

export interface SseMessage {
  id?: string;
  event: string;
  data: string;
}

const keepAliveMs = 15_000;
const maxWaiting = 64 * 1024;
const encoder = new TextEncoder();

function format(message: SseMessage): string {
  // JSON has no raw line breaks, so data is one line.
  return `${message.id === undefined ? "" : `id: ${message.id}\n`}event: ${message.event}\ndata: ${message.data}\n\n`;
}

/** A response that sends what `source` yields; the signal it gets aborts when the reader leaves. */
export function sseResponse(
  source: (signal: AbortSignal) => AsyncIterable<SseMessage>,
  onError: (error: unknown) => SseMessage,
  headers: Record<string, string> = {},
): Response {
  const left = new AbortController();
  let keepAlive: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let waiting = "";
        let isDue = false;
        const flush = () => {
          isDue = false;
          const text = waiting;
          waiting = "";
          if (text !== "" && !left.signal.aborted) controller.enqueue(encoder.encode(text));
        };
        // What comes in one go leaves in one write: each costs as much as making dozens of messages.
        const send = (text: string) => {
          waiting += text;
          if (waiting.length > maxWaiting) flush();
          if (isDue) return;
          isDue = true;
          setImmediate(flush);
        };
        keepAlive = setInterval(() => send(": keep-alive\n\n"), keepAliveMs);
        // Tells proxies and the reader at once that the stream is open.
        send(": open\n\n");
        try {
          for await (const message of source(left.signal)) {
            send(format(message));
            // Lets the reader catch up: the source keeps a bounded queue of its own meanwhile.
            while ((controller.desiredSize ?? 0) <= 0 && !left.signal.aborted) {
              await new Promise((resolve) => setTimeout(resolve, 20));
            }
            if (left.signal.aborted) break;
          }
        } catch (error) {
          if (!left.signal.aborted) send(format(onError(error)));
        } finally {
          clearInterval(keepAlive);
          flush();
          if (!left.signal.aborted) controller.close();
        }
      },
      cancel() {
        clearInterval(keepAlive);
        left.abort();
      },
    },
    { highWaterMark: 256 * 1024, size: (chunk) => chunk?.byteLength ?? 0 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      ...headers,
    },
  });
}
