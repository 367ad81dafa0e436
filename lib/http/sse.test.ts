import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSse, type ServerSentEvent } from "./read-sse";
import { type SseMessage, sseResponse } from "./sse";

const encoder = new TextEncoder();
const failed: SseMessage = { event: "error", data: "{}" };

async function collect(body: ReadableStream<Uint8Array> | null): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  if (body) for await (const event of readSse(body)) events.push(event);
  return events;
}

/** A body made of these bytes, cut at these places. */
function cutBody(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const to of [...places, bytes.length]) {
        if (to > from) controller.enqueue(bytes.subarray(from, to));
        from = Math.max(from, to);
      }
      controller.close();
    },
  });
}

const read = (text: string, cuts: readonly number[] = []) => collect(cutBody(encoder.encode(text), cuts));

async function* each(messages: readonly SseMessage[]) {
  yield* messages;
}

const message = fc.record({
  id: fc.stringMatching(/^[0-9]{1,4}-[0-9]{1,4}$/),
  event: fc.constantFrom("run", "snapshot"),
  data: fc.json(),
});

describe("what was sent", () => {
  it("is read back the same, wherever the connection cuts it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 5 }), fc.array(fc.nat(500)), async (messages, cuts) => {
        const sent = await sseResponse(
          () => each(messages),
          () => failed,
        ).bytes();
        expect(await collect(cutBody(sent, cuts))).toEqual(messages);
      }),
    );
  });

  it("begins with a comment, so that proxies and readers know at once that it is open", async () => {
    const response = sseResponse(
      () => each([]),
      () => failed,
    );
    expect(response.headers.get("content-type")).toMatch("text/event-stream");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(await response.text()).toMatch(/^:/);
  });

  it("ends with an error event where the source fails", async () => {
    async function* source() {
      yield { event: "run", data: "1" };
      throw new Error("no");
    }
    const response = sseResponse(source, (error) => ({ event: "error", data: JSON.stringify(String(error)) }));
    expect(await collect(response.body)).toEqual([
      { id: null, event: "run", data: "1" },
      { id: null, event: "error", data: '"Error: no"' },
    ]);
  });
});

describe("a reader", () => {
  it("that leaves stops the source", async () => {
    const stopped = Promise.withResolvers<void>();
    async function* source(signal: AbortSignal) {
      try {
        yield { event: "run", data: "1" };
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        yield { event: "run", data: "2" };
      } finally {
        stopped.resolve();
      }
    }
    const { body } = sseResponse(source, () => failed);
    if (!body) throw new Error("no body");
    for await (const event of readSse(body)) {
      expect(event.data).toBe("1");
      break;
    }
    await stopped.promise;
  });

  it("that is slow makes the source wait", async () => {
    const piece = JSON.stringify("x".repeat(100_000));
    let yielded = 0;
    async function* source() {
      for (; yielded < 50; yielded++) yield { event: "run", data: piece };
    }
    const { body } = sseResponse(source, () => failed);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(yielded).toBeLessThan(5);
    expect(await collect(body)).toHaveLength(50);
  });
});

describe("reading the format", () => {
  it.each(["\n", "\r\n", "\r"])("takes %j as the end of a line, also cut in the middle", async (end) => {
    const text = ["id: 7", "event: run", "data: one", "data: two", "", ": note", "data:three", "", ""].join(end);
    for (let cut = 0; cut <= text.length; cut++) {
      expect(await read(text, [cut])).toEqual([
        { id: "7", event: "run", data: "one\ntwo" },
        { id: "7", event: "message", data: "three" },
      ]);
    }
  });

  it("drops an event whose end never came", async () => {
    expect(await read("data: 1\n\ndata: 2\n")).toEqual([{ id: null, event: "message", data: "1" }]);
  });

  it("skips a byte order mark, comments, unknown fields and events without data", async () => {
    expect(await read("\ufeffdata: 1\n\n: x\nretry: 5\nevent: y\n\ndata\n\n")).toEqual([
      { id: null, event: "message", data: "1" },
      { id: null, event: "message", data: "" },
    ]);
  });
});
