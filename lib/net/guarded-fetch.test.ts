import { describe, expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { createGuardedFetch } from "./guarded-fetch";
import { publicOnly } from "./send-request";
import { serve } from "./testing/serve";

describe("guarded fetch", () => {
  it("streams a body as it comes", async () => {
    let more = () => {};
    await using server = await serve((_, response) => {
      response.write("first");
      more = () => response.end("second");
    });
    const fetch = createGuardedFetch({ policy: () => server.policy });
    const response = await fetch(server.url);
    const reader = response.body?.getReader();
    const text = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await text()).toBe("first");
    more();
    expect(await text()).toBe("second");
    expect((await reader?.read())?.done).toBe(true);
  });
  it("sends what the platform's own fetch would send", async () => {
    await using server = await serve((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (part) => (body += part));
      request.on("end", () =>
        response.end(JSON.stringify({ method: request.method, type: request.headers["content-type"], body })),
      );
    });
    const fetch = createGuardedFetch({ policy: () => server.policy });
    const json = await fetch(server.url, {
      method: "post",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    expect(await json.json()).toEqual({ method: "POST", type: "application/json", body: "{}" });
    const form = await fetch(new Request(server.url, { method: "POST", body: new URLSearchParams({ a: "b" }) }));
    expect(await form.json()).toMatchObject({ method: "POST", body: "a=b" });
    const bytes = await fetch(new URL(server.url), { method: "PUT", body: new TextEncoder().encode("hi") });
    expect(await bytes.json()).toMatchObject({ method: "PUT", body: "hi" });
  });
  it("gives statuses and headers, and no body where there is none", async () => {
    await using server = await serve((request, response) => {
      response
        .writeHead(request.url === "/none" ? 204 : 429, { "retry-after": "3", "set-cookie": ["a=1", "b=2"] })
        .end();
    });
    const fetch = createGuardedFetch({ policy: () => server.policy });
    const limited = await fetch(server.url);
    expect([limited.status, limited.ok, limited.headers.get("retry-after")]).toEqual([429, false, "3"]);
    expect(limited.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect((await fetch(`${server.url}/none`)).body).toBeNull();
    expect((await fetch(server.url, { method: "HEAD" })).status).toBe(429);
  });
  it("refuses inner addresses, and redirects where none is wanted", async () => {
    const fetch = createGuardedFetch({ policy: () => publicOnly });
    await expect(fetch("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "address_blocked" });
    await using server = await serve((_, response) => response.writeHead(302, { location: "/x" }).end());
    const allowed = createGuardedFetch({ policy: () => server.policy });
    await expect(allowed(server.url, { redirect: "error" })).rejects.toMatchObject({ code: "redirect_refused" });
    expect((await allowed(server.url, { redirect: "manual" })).status).toBe(302);
  });
  it("fails with a code when the headers, a piece of the body or the end do not come", async () => {
    await using server = await serve((request, response) => {
      if (request.url === "/body") response.write("some");
      if (request.url === "/broken") response.write("some", () => response.destroy());
    });
    const fetch = createGuardedFetch({ policy: () => server.policy, headersTimeoutMs: 1_000, idleTimeoutMs: 1_000 });
    const [headers, idle, broken] = await Promise.allSettled([
      fetch(`${server.url}/headers`),
      fetch(`${server.url}/body`).then((response) => response.text()),
      fetch(`${server.url}/broken`).then((response) => response.text()),
    ]);
    expect(headers).toMatchObject({ reason: { code: "request_timeout" } });
    expect(idle).toMatchObject({ reason: { code: "request_timeout" } });
    expect(broken).toMatchObject({ reason: { code: "address_unreachable" } });
  }, 15_000);
  it("caps what is read and closes the connection", async () => {
    await using server = await serve((_, response) => {
      const timer = setInterval(() => response.write("x".repeat(10_000)), 5);
      response.on("close", () => clearInterval(timer));
    });
    const fetch = createGuardedFetch({ policy: () => server.policy, maxBytes: 50_000 });
    const response = await fetch(server.url);
    await expect(response.text()).rejects.toBeInstanceOf(AppError);
    await expect.poll(() => server.connections()).toBe(0);
  });
  it("closes the connection when the reader leaves or aborts, also while nothing comes", async () => {
    await using server = await serve((_, response) => response.write("a"));
    const fetch = createGuardedFetch({ policy: () => server.policy });
    const left = await fetch(server.url);
    const reader = left.body?.getReader();
    await reader?.read();
    const pending = reader?.read();
    await reader?.cancel();
    await pending;
    const controller = new AbortController();
    const aborted = await fetch(server.url, { signal: controller.signal });
    controller.abort();
    await expect(aborted.text()).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => server.connections()).toBe(0);
  });
});
