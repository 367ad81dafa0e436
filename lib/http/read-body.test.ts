import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nestsDeeperThan, readJson, readText } from "./read-body";

const encoder = new TextEncoder();

function post(body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) {
  return new Request("http://x/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

/** A body that comes in pieces and says how many of them were taken. */
function pieces(size: number, count: number) {
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.taken === count) return controller.close();
        seen.taken += 1;
        controller.enqueue(new Uint8Array(size).fill(0x20));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

/** How deep a value nests, told by walking it. */
function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe("nesting", () => {
  it("is judged as the parsed value has it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 7 }), (value, limit) => {
        expect(nestsDeeperThan(JSON.stringify(value), limit)).toBe(depthOf(value) > limit);
      }),
    );
  });

  it("does not count brackets inside of texts", () => {
    expect(nestsDeeperThan(JSON.stringify({ '[[\\"[': '{{\\"[' }), 1)).toBe(false);
  });

  it("of a million brackets is told without exhausting the stack", () => {
    expect(nestsDeeperThan("[".repeat(1_000_000), 100)).toBe(true);
  });
});

describe("a body's text", () => {
  it("is refused by its announced size, before it is read", async () => {
    const { body, seen } = pieces(10, 1);
    const request = post(body, { "content-length": "2000000" });
    await expect(readText(request, 100)).rejects.toMatchObject({ code: "body_too_large", status: 413 });
    expect(seen.taken).toBe(0);
  });

  it("is refused as soon as too much has come, whatever was announced", async () => {
    const { body, seen } = pieces(60, 1_000);
    await expect(readText(post(body, { "content-length": "5" }), 100)).rejects.toMatchObject({
      code: "body_too_large",
      params: { maxBytes: 100 },
    });
    expect(seen.taken).toBe(2);
    expect(seen.cancelled).toBe(true);
  });

  it("may be as large as allowed", async () => {
    expect(await readText(post("x".repeat(100)), 100)).toHaveLength(100);
  });

  it("puts characters together that were cut between pieces", async () => {
    const bytes = encoder.encode("你好😀");
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await readText(post(body), 100)).toBe("你好😀");
  });

  it("that broke off is the caller's trouble, not a failure of ours", async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error("aborted"));
      },
    });
    await expect(readText(post(body), 100)).rejects.toMatchObject({ code: "invalid_request", kind: "user" });
  });
});

describe("a JSON body", () => {
  it("is a value whose texts can be stored", async () => {
    expect(await readJson(post('{"a": "x\\u0000y", "\\ud83d": 1}'), 1_000)).toEqual({ a: "x\ufffdy", "\ufffd": 1 });
  });

  it("is null where nothing was sent, whatever its type", async () => {
    expect(await readJson(post(null, {}), 10)).toBeNull();
  });

  it.each(["application/json; charset=utf-8", "Application/JSON"])("may be announced as %s", async (type) => {
    expect(await readJson(post("1", { "content-type": type }), 10)).toBe(1);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
    "is refused as %s, which other sites' forms can send",
    async (type) => {
      await expect(readJson(post("{}", { "content-type": type }), 10)).rejects.toMatchObject({
        code: "unsupported_media_type",
      });
    },
  );

  it.each(["{", "undefined", "{'a': 1}", "[1,]", "NaN"])("is refused when it reads %s", async (text) => {
    await expect(readJson(post(text), 100)).rejects.toMatchObject({ code: "invalid_json", status: 400 });
  });

  it("may nest a hundred levels and not one more", async () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(await readJson(post(nested(100)), 1_000)).toBeInstanceOf(Array);
    await expect(readJson(post(nested(101)), 1_000)).rejects.toMatchObject({ code: "invalid_json" });
  });
});
