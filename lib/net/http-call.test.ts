import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { HttpCall } from "../nodes/contract";
import { type AppError, toAppError } from "../shared/errors";
import { parseAllowList } from "./allow-list";
import { httpCall } from "./http-call";
import type { NetPolicy } from "./send-request";
import { publicOnly } from "./send-request";
import { serve } from "./testing/serve";

const call = (url: string, more: Partial<HttpCall> = {}): HttpCall => ({
  url,
  method: "GET",
  headers: {},
  body: undefined,
  timeoutMs: 5_000,
  maxBytes: 100_000,
  signal: new AbortController().signal,
  ...more,
});
const failure = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => expect.fail("should have failed"),
    (error: unknown) => toAppError(error),
  );
/** Resolves every name to the given addresses. */
const named = (...addresses: string[]): NetPolicy => ({
  allow: parseAllowList([]),
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
});

describe("an address that may not be called", () => {
  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[0:0:0:0:0:ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://localhost/",
    "https://10.0.0.1/",
  ])("%s is refused", async (url) => {
    expect((await failure(httpCall(call(url), publicOnly))).code).toBe("address_blocked");
  });
  it.each(["file:///etc/passwd", "ftp://example.com/", "gopher://example.com/", "data:text/plain,x", "javascript:1"])(
    "%s is no HTTP",
    async (url) => expect((await failure(httpCall(call(url), publicOnly))).code).toBe("address_blocked"),
  );
  it("is refused where a public name leads to it, also among public addresses", async () => {
    for (const policy of [named("10.0.0.5"), named("8.8.8.8", "127.0.0.1"), named("::ffff:169.254.169.254")]) {
      for (const url of ["http://innocent.example/", "http://localhost./", "https://innocent.example:8443/"]) {
        expect((await failure(httpCall(call(url), policy))).code).toBe("address_blocked");
      }
    }
  });
  it("is not reached through a name that changes its mind between two look-ups", async () => {
    await using server = await serve((_, response) => response.end("secret"));
    let looks = 0;
    const policy: NetPolicy = {
      allow: parseAllowList([]),
      resolve: async () => [{ address: looks++ === 0 ? "192.0.2.1" : "127.0.0.1", family: 4 }],
    };
    for (let i = 0; i < 3; i++) {
      const error = await failure(httpCall(call(`http://rebind.example:${server.port}/`), policy));
      expect(error.code).toBe("address_blocked");
    }
    expect(await server.connections()).toBe(0);
  });
  it("is called where an administrator listed host, address or network", async () => {
    await using server = await serve((_, response) => response.end("hello"));
    for (const entry of ["127.0.0.1", "127.0.0.0/8", `127.0.0.1:${server.port}`]) {
      expect((await httpCall(call(server.url), { allow: parseAllowList([entry]) })).body).toBe("hello");
    }
    const byName: NetPolicy = { ...named("127.0.0.1"), allow: parseAllowList(["crm.lan"]) };
    expect((await httpCall(call(`http://crm.lan:${server.port}/`), byName)).body).toBe("hello");
    const otherPort: NetPolicy = { allow: parseAllowList([`127.0.0.1:${server.port + 1}`]) };
    expect((await failure(httpCall(call(server.url), otherPort))).code).toBe("address_blocked");
  });
  it("is refused again once the list has shrunk, though a connection was open", async () => {
    await using server = await serve((_, response) => response.end("hello"));
    const url = `http://crm.lan:${server.port}/`;
    await httpCall(call(url), { ...named("127.0.0.1"), allow: parseAllowList(["crm.lan"]) });
    expect((await failure(httpCall(call(url), named("127.0.0.1")))).code).toBe("address_blocked");
  });
});

describe("a redirect", () => {
  it("is followed to an allowed address, with its headers on the same site", async () => {
    await using server = await serve((request, response) => {
      if (request.url === "/a") response.writeHead(302, { location: "/b" }).end();
      else response.end(`${request.method} ${request.headers.authorization}`);
    });
    const answer = await httpCall(call(`${server.url}/a`, { headers: { Authorization: "Bearer x" } }), server.policy);
    expect(answer.body).toBe("GET Bearer x");
  });
  it("to an inner address, a metadata address or another scheme is refused", async () => {
    for (const location of ["http://127.0.0.1:1/", "http://169.254.169.254/", "file:///etc/passwd", "http://[::1]/"]) {
      await using server = await serve((_, response) => response.writeHead(302, { location }).end());
      expect((await failure(httpCall(call(server.url), server.policy))).code, location).toBe("redirect_refused");
    }
  });
  it("loses credentials on the way to another site", async () => {
    await using other = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    await using server = await serve((_, response) => response.writeHead(307, { location: other.url }).end());
    const policy = { allow: parseAllowList(["127.0.0.1"]) };
    const headers = { authorization: "Bearer x", cookie: "a=b", "x-api-key": "k", accept: "text/html" };
    const answer = await httpCall(call(server.url, { headers, basicAuth: { user: "u", password: "p" } }), policy);
    const seen: Record<string, string> = JSON.parse(answer.body);
    expect(seen.accept).toBe("text/html");
    expect(seen).not.toHaveProperty("authorization");
    expect(seen).not.toHaveProperty("cookie");
    expect(seen).not.toHaveProperty("x-api-key");
  });
  it("does not carry a body to another site", async () => {
    await using other = await serve((_, response) => response.end("got it"));
    await using server = await serve((_, response) => response.writeHead(308, { location: other.url }).end());
    const policy = { allow: parseAllowList(["127.0.0.1"]) };
    const error = await failure(httpCall(call(server.url, { method: "POST", body: { json: 1 } }), policy));
    expect(error.code).toBe("redirect_refused");
    expect(await other.connections()).toBe(0);
  });
  it("turns a POST into a GET at 302 and keeps it at 307", async () => {
    await using server = await serve((request, response) => {
      const status = Number(request.url?.slice(1));
      if (status) response.writeHead(status, { location: "/" }).end();
      else
        request
          .setEncoding("utf8")
          .on("data", () => {})
          .on("end", () => response.end(request.method));
    });
    const body = { json: { a: 1 } };
    expect((await httpCall(call(`${server.url}/302`, { method: "POST", body }), server.policy)).body).toBe("GET");
    expect((await httpCall(call(`${server.url}/307`, { method: "POST", body }), server.policy)).body).toBe("POST");
  });
  it("in a circle ends", async () => {
    let hits = 0;
    await using server = await serve((_, response) => {
      hits++;
      response.writeHead(302, { location: "/again" }).end();
    });
    expect((await failure(httpCall(call(server.url), server.policy))).code).toBe("redirect_refused");
    expect(hits).toBe(6);
  });
});

describe("limits", () => {
  it("stop a server that never answers", async () => {
    await using server = await serve(() => {});
    const error = await failure(httpCall(call(server.url, { timeoutMs: 60 }), server.policy));
    expect(error.code).toBe("request_timeout");
    expect(error.params.timeoutMs).toBe(60);
  });
  it("stop a body that never ends", async () => {
    await using server = await serve((_, response) => {
      response.write("a");
      const timer = setInterval(() => response.write("b"), 10);
      response.on("close", () => clearInterval(timer));
    });
    const error = await failure(httpCall(call(server.url, { timeoutMs: 100 }), server.policy));
    expect(error.code).toBe("request_timeout");
  });
  it("stop an answer that is too large, declared or not", async () => {
    for (const declared of [true, false]) {
      await using server = await serve((_, response) => {
        if (declared) response.setHeader("content-length", 300_000);
        response.end("x".repeat(300_000));
      });
      const error = await failure(httpCall(call(server.url), server.policy));
      expect(error.code).toBe("response_too_large");
    }
  });
  it("stop an answer that grows when it is unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.byteLength).toBeLessThan(100_000);
    await using server = await serve((_, response) => response.setHeader("content-encoding", "gzip").end(bomb));
    expect((await failure(httpCall(call(server.url), server.policy))).code).toBe("response_too_large");
  });
  it("let the caller's abort through as it is", async () => {
    await using server = await serve(() => {});
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stop it")), 20);
    await expect(httpCall(call(server.url, { signal: controller.signal }), server.policy)).rejects.toThrow("stop it");
    const before = AbortSignal.abort(new Error("too late"));
    await expect(httpCall(call(server.url, { signal: before }), server.policy)).rejects.toThrow("too late");
  });
});

describe("a call", () => {
  it("writes query, sign-in and body", async () => {
    await using server = await serve((request, response) => {
      let text = "";
      request.setEncoding("utf8").on("data", (part) => (text += part));
      request.on("end", () => response.end(JSON.stringify([request.url, request.headers, text])));
    });
    const answer = await httpCall(
      call(`${server.url}/p?a=1#part`, {
        method: "POST",
        query: [["b c", "ü&="]],
        basicAuth: { user: "me", password: "pä:ss" },
        body: {
          form: [
            ["x", "1 2"],
            ["y", "&"],
          ],
        },
      }),
      server.policy,
    );
    const [url, headers, body] = JSON.parse(answer.body);
    expect(url).toBe("/p?a=1&b+c=%C3%BC%26%3D");
    expect(Buffer.from(headers.authorization.slice(6), "base64").toString()).toBe("me:pä:ss");
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(body).toBe("x=1+2&y=%26");
    const json = await httpCall(call(server.url, { method: "PUT", body: { json: { a: '"\n' } } }), server.policy);
    expect(JSON.parse(json.body)[2]).toBe('{"a":"\\"\\n"}');
  });
  it("reads packed bodies and other charsets", async () => {
    await using server = await serve((request, response) => {
      if (request.url === "/gzip") response.setHeader("content-encoding", "gzip").end(gzipSync("你好"));
      else response.setHeader("content-type", "text/plain; charset=gbk").end(Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
    });
    expect((await httpCall(call(`${server.url}/gzip`), server.policy)).body).toBe("你好");
    expect((await httpCall(call(`${server.url}/gbk`), server.policy)).body).toBe("你好");
  });
  it("refuses a header with a line break before anything is sent", async () => {
    await using server = await serve((_, response) => response.end());
    const error = await failure(httpCall(call(server.url, { headers: { "x-a": "1\r\nx-b: 2" } }), server.policy));
    expect(error.code).toBe("invalid_request");
    expect(await server.connections()).toBe(0);
  });
  it("refuses what is no address, names in addresses and odd methods", async () => {
    for (const url of ["", "nonsense", "http://", "http://user:pass@example.com/"]) {
      expect((await failure(httpCall(call(url), publicOnly))).code, url).toBe("invalid_request");
    }
    expect((await failure(httpCall(call("http://example.com", { method: "TRACE" }), publicOnly))).code).toBe(
      "invalid_request",
    );
  });
  it("says what is wrong with a server that refuses, breaks off or talks nonsense", async () => {
    const closed = await serve(() => {});
    await closed[Symbol.asyncDispose]();
    expect(await failure(httpCall(call(closed.url), closed.policy))).toMatchObject({
      code: "address_unreachable",
      isUnsent: true,
    });
    await using leading = await serve((_, response) => response.writeHead(307, { location: closed.url }).end());
    expect(await failure(httpCall(call(leading.url), { allow: parseAllowList(["127.0.0.1"]) }))).toMatchObject({
      code: "address_unreachable",
      isUnsent: false,
    });
    await using broken = await serve((_, response) =>
      response.writeHead(200, { "content-length": 10 }).write("abc", () => response.destroy()),
    );
    expect(await failure(httpCall(call(broken.url), broken.policy))).toMatchObject({
      code: "address_unreachable",
      isUnsent: false,
    });
    await using garbled = await serve((_, response) => response.setHeader("content-encoding", "gzip").end("no gzip"));
    expect((await failure(httpCall(call(garbled.url), garbled.policy))).code).toBe("address_unreachable");
    const nowhere: NetPolicy = {
      allow: parseAllowList([]),
      resolve: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
    };
    const error = await failure(httpCall(call("http://no.such.example/"), nowhere));
    expect(error.message).toBe("There is no host named no.such.example.");
  });
  it("leaves no connection open after a failure", async () => {
    await using server = await serve((_, response) => response.write("x".repeat(300_000)));
    await failure(httpCall(call(server.url), server.policy));
    await expect.poll(() => server.connections()).toBe(0);
  });
});
