import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/json";
import type { HttpAnswer, HttpCall } from "../contract";
import { makeNode, runOne } from "../run-one.test-support";
import { httpRequestNode } from "./definition";

function server(answer: Partial<HttpAnswer> = {}) {
  const calls: HttpCall[] = [];
  const fetch = async (call: HttpCall): Promise<HttpAnswer> => {
    calls.push(call);
    return { status: 200, headers: {}, body: "", durationMs: 1, ...answer };
  };
  return { calls, fetch };
}
const url = "https://api.example/orders";
const sent = async (config: JsonObject) => {
  const { calls, fetch } = server();
  await runOne("http-request", { config: { url, ...config } }, { fetch });
  return calls[0];
};

describe("the HTTP request node", () => {
  it("sends what the config says", async () => {
    expect(
      await sent({
        method: "POST",
        query: [
          { name: "page", value: 2 },
          { name: "", value: "ignored" },
        ],
        headers: [{ name: " X-A ", value: true }],
        auth: "bearer",
        token: " t0k ",
        bodyType: "json",
        bodyJson: { a: [1] },
      }),
    ).toMatchObject({
      url,
      method: "POST",
      query: [["page", "2"]],
      headers: { "X-A": "true", Authorization: "Bearer t0k", "Idempotency-Key": "run:http_request" },
      body: { json: { a: [1] } },
      timeoutMs: 30_000,
      maxBytes: 1_048_576,
    });
  });
  it("signs in with name and password, or a header", async () => {
    expect(await sent({ auth: "basic", user: "u", password: "p" })).toMatchObject({
      basicAuth: { user: "u", password: "p" },
    });
    expect((await sent({ auth: "header", headerName: "X-Key", headerValue: "k" }))?.headers).toEqual({ "X-Key": "k" });
    expect(await sent({ auth: "none", token: "left over" })).not.toHaveProperty("headers.Authorization");
  });
  it("writes each kind of body, and none where the method has none", async () => {
    expect((await sent({ method: "PUT", bodyType: "text", bodyText: "hi" }))?.body).toBe("hi");
    expect((await sent({ method: "PATCH", bodyType: "form", bodyForm: [{ name: "a", value: 1 }] }))?.body).toEqual({
      form: [["a", "1"]],
    });
    expect((await sent({ method: "DELETE" }))?.body).toBeUndefined();
    expect((await sent({ method: "GET", bodyType: "json", bodyJson: {} }))?.body).toBeUndefined();
  });
  it("sends its idempotency key with effects only, and not over the author's own", async () => {
    expect((await sent({ method: "GET" }))?.headers).toEqual({});
    const own = await sent({ method: "POST", headers: [{ name: "idempotency-key", value: "mine" }] });
    expect(own?.headers).toEqual({ "idempotency-key": "mine" });
  });
  it("gives status, headers, body and its JSON", async () => {
    const answer = { status: 201, headers: { "content-type": "application/json; charset=utf-8" }, body: '{"id": 7}' };
    const { result } = await runOne("http-request", { config: { url } }, server(answer));
    expect(result).toEqual({
      outputs: { status: 201, headers: answer.headers, body: '{"id": 7}', json: { id: 7 } },
      summary: "GET 201",
    });
    const broken = await runOne("http-request", { config: { url } }, server({ ...answer, body: "{no json" }));
    expect(broken.result.outputs.json).toBeNull();
    const plain = await runOne("http-request", { config: { url } }, server({ body: "12" }));
    expect(plain.result.outputs.json).toBeNull();
  });
  it("fails on an error status, unless told otherwise", async () => {
    const failing = async (status: number, config: JsonObject = {}) =>
      runOne("http-request", { config: { url, ...config } }, server({ status, body: "why" }));
    await expect(failing(404)).rejects.toMatchObject({
      error: { code: "http_status", params: { status: 404 }, retryable: false },
    });
    await expect(failing(503)).rejects.toMatchObject({ error: { retryable: true } });
    expect((await failing(404, { failOnStatus: false })).result.outputs.status).toBe(404);
  });
  it("only reads with GET and HEAD", () => {
    const effect = (method?: string) => httpRequestNode.effectOf(makeNode("http-request", method ? { method } : {}));
    expect(["GET", "HEAD", "OPTIONS"].map(effect)).toEqual(["read", "read", "read"]);
    expect(["POST", "PUT", "PATCH", "DELETE", "NONSENSE"].map(effect)).toEqual(Array(5).fill("write"));
    expect(httpRequestNode.effectOf({ ...makeNode("http-request"), config: {} })).toBe("read");
  });
  it("asks for the fields that are shown, and not for hidden ones", () => {
    const missing = (config: JsonObject) =>
      httpRequestNode.checkConfig(makeNode("http-request", { url, ...config })).map((fault) => fault.field);
    expect(missing({})).toEqual([]);
    expect(missing({ url: " " })).toEqual(["config.url"]);
    expect(missing({ auth: "bearer" })).toEqual(["config.token"]);
    expect(missing({ auth: "basic" })).toEqual(["config.user"]);
    expect(missing({ method: "POST", bodyType: "json" })).toEqual(["config.bodyJson"]);
    expect(missing({ method: "GET", bodyType: "json" })).toEqual([]);
  });
});
