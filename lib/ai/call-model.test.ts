import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Fault, words } from "@/e2e/fixtures/model-script";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import type { ErrorCode } from "../shared/errors";
import type { ModelAccess, ProviderAccess } from "./access";
import { ModelFailure } from "./failure";
import { ask, makeModel } from "./testing/make-model";

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
beforeEach(() => server.reset());
afterAll(() => server.stop());

const model = (provider?: Partial<ProviderAccess>, more?: Partial<ModelAccess>) =>
  makeModel(server.url, provider, more);

async function failureOf(answer: Promise<unknown>): Promise<ModelFailure> {
  const failure = await answer.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof ModelFailure)) throw new Error(`expected a failure, got ${failure}`);
  return failure;
}

describe("an answer", () => {
  test("streams in pieces and comes back whole, with tokens and money", async () => {
    const { heard, answer } = ask(model(), "[[words:40]]", { system: "Be brief." });
    const { text, finishReason, usage } = await answer;
    expect(text).toBe(words(40));
    expect(heard.text.join("")).toBe(text);
    expect(heard.text.length).toBeGreaterThan(20);
    expect(finishReason).toBe("stop");
    expect(usage.completionTokens).toBe(40);
    expect(usage.cost).toBeCloseTo((usage.promptTokens * 1 + 40 * 2) / 1e6, 8);
    expect(usage).toMatchObject({ currency: "USD", modelId: "model", modelName: "Scripted" });
  });

  test("sends system, history, parameters and the key", async () => {
    await ask(model(), "third", {
      system: "Be brief.",
      messages: [
        { role: "user", content: "first" },
        { role: "assistant", content: "second" },
        { role: "user", content: "third" },
      ],
      parameters: { temperature: 0.3, maxTokens: 50, topP: 0.9, stop: ["END"], nonsense: true, seed: "no number" },
    }).answer;
    const request = server.requests[0];
    expect(request?.authorization).toBe("Bearer sk-very-secret-key-1234");
    expect(request?.body).toMatchObject({
      model: "scripted",
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.3,
      max_tokens: 50,
      top_p: 0.9,
      stop: ["END"],
    });
    expect(request?.body.seed).toBeUndefined();
    expect(request?.body.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "first" },
      { role: "assistant", content: "second" },
      { role: "user", content: "third" },
    ]);
  });

  test("never tells the key it was asked with, neither while it streams nor in what is kept", async () => {
    const key = "sk-very-secret-key-1234";
    const { heard, answer } = ask(model(), `[[think:the key is ${key}]] [[say:It is ${key} as sent]]`);
    const { text, thought } = await answer;
    expect([text, thought]).toEqual(["It is •••••• as sent", "the key is ••••••"]);
    expect(heard.text.join("") + heard.thought.join("")).not.toContain("very-secret");
  });

  test("hides the key in calls of tools too", async () => {
    const { answer } = ask(model(), '[[call:look {"key":"sk-very-secret-key-1234"}]]', {
      tools: [{ name: "look", description: "", inputSchema: { type: "object" } }],
    });
    expect((await answer).toolRequests).toMatchObject([{ name: "look", arguments: { key: "••••••" } }]);
  });

  test("streams the thought apart from the answer, however the server marks it", async () => {
    for (const tags of ["", " [[tags]]"]) {
      const { heard, answer } = ask(model(), `[[think:because of the warp]] [[say:Yes]]${tags}`);
      const { text, thought } = await answer;
      expect([text, thought]).toEqual(["Yes", "because of the warp"]);
      expect(heard.thought.join("")).toBe(thought);
    }
  });

  test("estimates the tokens where the server reports none", async () => {
    const { usage } = await ask(model(), "[[nousage]] [[words:40]]").answer;
    expect(usage.completionTokens).toBeGreaterThan(20);
    expect(usage.promptTokens).toBeGreaterThan(0);
  });

  test("has no cost where no price is known", async () => {
    const prices = { input: null, output: null, cached: null, currency: null };
    expect((await ask(model({}, { prices }), "hello").answer).usage).toMatchObject({ cost: null, currency: null });
  });

  test("sends text that every server can read, whatever was typed", async () => {
    await ask(model(), "a\u0000b\ud800c").answer;
    expect(server.requests[0]?.question).toBe("a\ufffdb\ufffdc");
  });

  test("comes from an openai provider at another address by the same interface", async () => {
    expect((await ask(model({ kind: "openai" }), "[[say:Here]]").answer).text).toBe("Here");
  });

  test("comes from an Ollama address without or with its path", async () => {
    for (const path of ["", "/v1", "/api", "/v1/"]) {
      const baseUrl = server.url.replace("/v1", path);
      expect((await ask(model({ kind: "ollama", baseUrl, apiKey: null }), "[[say:Local]]").answer).text).toBe("Local");
    }
    expect(server.requests.every(({ authorization }) => authorization === null)).toBe(true);
  });

  test("reaches an Azure deployment by its dated address", async () => {
    const baseUrl = server.url.replace("/v1", "/openai");
    await ask(model({ kind: "azure", baseUrl, apiVersion: "2024-10-21" }), "hi").answer;
    expect(server.requests[0]?.path).toBe("/openai/deployments/scripted/chat/completions");
  });

  test("sends the key in the header that the provider names", async () => {
    const fetch: typeof globalThis.fetch = (input, init) => {
      seen = new Headers(init?.headers);
      return globalThis.fetch(input, init);
    };
    let seen = new Headers();
    await ask(model({ auth: { type: "header", header: "x-gateway-key" } }), "hi", {}, { fetch }).answer;
    expect([seen.get("x-gateway-key"), seen.get("authorization")]).toEqual(["sk-very-secret-key-1234", null]);
  });

  test("never takes a key from the process's environment", async () => {
    process.env.OPENAI_API_KEY = "sk-from-the-environment";
    await ask(model({ kind: "openai", apiKey: null }), "hi").answer;
    delete process.env.OPENAI_API_KEY;
    expect(server.requests[0]?.authorization).not.toContain("environment");
  });
});

describe("a fault", () => {
  const expected: Record<Exclude<Fault, "stall" | "silent">, ErrorCode> = {
    key: "provider_key_rejected",
    forbidden: "provider_key_rejected",
    model: "model_not_found",
    rate: "provider_rate_limited",
    quota: "provider_quota",
    context: "context_too_long",
    refused: "provider_refused",
    server: "provider_failed",
    overloaded: "provider_failed",
    broken: "provider_stream_broken",
    short: "provider_stream_broken",
    rubbish: "provider_bad_answer",
    html: "provider_bad_answer",
    badjson: "provider_bad_answer",
    late: "provider_failed",
    huge: "response_too_large",
  };

  test.each(Object.entries(expected))("%s is told as %s, in a sentence without the key", async (fault, code) => {
    const failure = await failureOf(ask(model(), `[[fault:${fault}]] [[words:8]]`).answer);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^(Loom|The|There) .+\.$|It said: /);
    expect(`${failure.message} ${JSON.stringify(failure.params)}`).not.toContain("very-secret");
    expect(failure.params.provider).toBe("Loom");
  });

  test("a server that never answers, or stops in the middle, is given up after its time", async () => {
    for (const fault of ["silent", "stall"]) {
      const failure = await failureOf(ask(model({ timeoutMs: 200 }), `[[fault:${fault}]] [[words:8]]`).answer);
      expect([failure.code, failure.params.timeoutMs]).toEqual(["request_timeout", 200]);
    }
    await expect.poll(() => server.requests.every(({ aborted }) => aborted)).toBe(true);
  });

  test("an answer that trickles for ever ends at the whole call's limit", async () => {
    const { answer } = ask(model(), "[[words:1000]] [[slow:20]]", {}, { limits: { totalMs: 300 } });
    expect((await failureOf(answer)).params.timeoutMs).toBe(300);
  });

  test("a slow but steady answer is waited for", async () => {
    const { text } = await ask(model({ timeoutMs: 150 }), "[[words:8]] [[slow:40]]").answer;
    expect(text).toBe(words(8));
  });

  test("tokens that were streamed before a break are counted", async () => {
    const failure = await failureOf(ask(model(), "[[fault:broken]] [[words:40]]").answer);
    expect(failure.usage?.completionTokens).toBeGreaterThan(5);
    expect(failure.usage?.cost).toBeGreaterThan(0);
  });

  test("nobody at the address", async () => {
    const failure = await failureOf(ask(makeModel("http://127.0.0.1:1/v1"), "hi").answer);
    expect(failure.code).toBe("address_unreachable");
  });

  test("a wrong path is a wrong address, not a missing model", async () => {
    const { answer } = ask(model(), "hi", {}, { fetch: async () => new Response("Not here", { status: 404 }) });
    const failure = await failureOf(answer);
    expect(failure.code).toBe("provider_bad_answer");
    expect(failure.message).toContain("Check the address");
  });

  test("a certificate that is not trusted", async () => {
    const fetch: typeof globalThis.fetch = async () => {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
      });
    };
    expect((await failureOf(ask(model(), "hi", {}, { fetch }).answer)).code).toBe("certificate_invalid");
  });
});

describe("trying again", () => {
  test("happens before the first token only, as often as the provider's row says", async () => {
    server.script({ fault: "server", times: 2 });
    expect((await ask(model({ retryCount: 2 }), "[[say:Third time]]").answer).text).toBe("Third time");
    expect(server.requests).toHaveLength(3);
    server.reset();
    await failureOf(ask(model({ retryCount: 2 }), "[[fault:broken]] [[words:8]]").answer);
    expect(server.requests).toHaveLength(1);
  });

  test("waits as long as the provider asks, unless that is too long", async () => {
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    server.script({ fault: "rate", retryAfterSeconds: 3, times: 1 });
    await ask(model({ retryCount: 2 }), "hi", {}, { sleep }).answer;
    expect(waits).toEqual([3000]);
    server.script({ fault: "rate", retryAfterSeconds: 90, times: 1 });
    const failure = await failureOf(ask(model({ retryCount: 2 }), "hi", {}, { sleep }).answer);
    expect([failure.params.retryAfterS, waits.length]).toEqual([90, 1]);
  });

  test("is told each time with what failed and when it goes on, and not when it is given up", async () => {
    const told: string[] = [];
    const onNote = (line: string) => void told.push(line);
    server.script({ fault: "server", times: 2 });
    await ask(model({ retryCount: 3 }), "[[say:Third time]]", { onNote }).answer;
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^Loom failed with status 500\..* Trying again in 0\.4 s \(1 of 3\)\.$/);
    expect(told[1]).toMatch(/ Trying again in 0\.8 s \(2 of 3\)\.$/);
    expect(told.join()).not.toContain("very-secret");
    server.script({ fault: "server", times: 2 });
    await failureOf(ask(model({ retryCount: 1 }), "hi", { onNote }).answer);
    expect(told).toHaveLength(3);
  });

  test("never happens for what won't pass by itself", async () => {
    await failureOf(ask(model({ retryCount: 5 }), "[[fault:key]]").answer);
    expect(server.requests).toHaveLength(1);
  });
});

describe("stopping", () => {
  test("closes the connection and says so", async () => {
    const controller = new AbortController();
    const { heard, answer } = ask(model(), "[[words:500]] [[slow:10]]", {
      signal: controller.signal,
      onText: (delta) => {
        heard.text.push(delta);
        if (heard.text.length === 5) controller.abort(new Error("enough"));
      },
    });
    const failure = await failureOf(answer);
    expect(failure.code).toBe("run_cancelled");
    expect(failure.usage?.completionTokens).toBeGreaterThan(0);
    await expect.poll(() => server.requests[0]?.aborted).toBe(true);
  });

  test("before the call asks nothing", async () => {
    const failure = await failureOf(ask(model(), "hi", { signal: AbortSignal.abort() }).answer);
    expect([failure.code, server.requests.length]).toEqual(["run_cancelled", 0]);
  });
});
