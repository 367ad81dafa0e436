import fc from "fast-check";
import { expect, test } from "vitest";
import { readProviderError } from "./read-provider-error";
import { redactDetail } from "./redact";

const json = (value: unknown) => JSON.stringify(value);

// As real hosts answer.
const cases: [string, number, string, string][] = [
  [
    "a wrong key at Anthropic",
    401,
    json({ type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } }),
    "provider_key_rejected",
  ],
  [
    "a wrong key at Gemini, which answers 400",
    400,
    json({
      error: {
        code: 400,
        message: "API key not valid. Please pass a valid API key.",
        status: "INVALID_ARGUMENT",
        details: [{ reason: "API_KEY_INVALID" }],
      },
    }),
    "provider_key_rejected",
  ],
  [
    "no credit at Anthropic, which answers 400",
    400,
    json({ error: { type: "invalid_request_error", message: "Your credit balance is too low to access the API." } }),
    "provider_quota",
  ],
  [
    "no credit at DeepSeek",
    402,
    json({ error: { message: "Insufficient Balance", type: "unknown_error" } }),
    "provider_quota",
  ],
  [
    "no quota at OpenAI",
    429,
    json({
      error: {
        message: "You exceeded your current quota, please check your plan and billing details.",
        code: "insufficient_quota",
      },
    }),
    "provider_quota",
  ],
  [
    "a free tier's minute is over at Gemini",
    429,
    json({
      error: {
        code: 429,
        status: "RESOURCE_EXHAUSTED",
        message: "You exceeded your current quota, please check your plan and billing details. Please retry in 31s.",
      },
    }),
    "provider_rate_limited",
  ],
  [
    "arrears at Bailian",
    400,
    json({
      error: { code: "Arrearage", message: "Access denied, please make sure your account is in good standing." },
    }),
    "provider_quota",
  ],
  [
    "a model that Ollama lacks",
    404,
    json({ error: { message: 'model "llama9" not found, try pulling it first', type: "api_error" } }),
    "model_not_found",
  ],
  [
    "a deployment that Azure lacks",
    404,
    json({ error: { code: "DeploymentNotFound", message: "The API deployment for this resource does not exist." } }),
    "model_not_found",
  ],
  [
    "a model that DeepSeek lacks, told as 400",
    400,
    json({ error: { message: "Model Not Exist", type: "invalid_request_error" } }),
    "model_not_found",
  ],
  ["a 404 page", 404, "<html><h1>Not Found</h1></html>", "provider_bad_answer"],
  ["FastAPI's 404", 404, json({ detail: "Not Found" }), "provider_bad_answer"],
  [
    "too long for vLLM",
    400,
    json({
      object: "error",
      message: "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens",
      type: "BadRequestError",
    }),
    "context_too_long",
  ],
  [
    "too long for Anthropic",
    400,
    json({ error: { type: "invalid_request_error", message: "prompt is too long: 210000 tokens > 200000 maximum" } }),
    "context_too_long",
  ],
  [
    "filtered by Azure",
    400,
    json({ error: { code: "content_filter", message: "The response was filtered" } }),
    "provider_refused",
  ],
  [
    "filtered by Bailian",
    400,
    json({ error: { code: "DataInspectionFailed", message: "Input data may contain inappropriate content." } }),
    "provider_refused",
  ],
  [
    "a parameter that it does not know",
    400,
    json({ error: { message: "Unsupported value: 'temperature'" } }),
    "provider_refused",
  ],
  [
    "overloaded Anthropic",
    529,
    json({ error: { type: "overloaded_error", message: "Overloaded" } }),
    "provider_failed",
  ],
  [
    "overloaded inside a stream",
    0,
    json({ error: { type: "overloaded_error", message: "Overloaded" } }),
    "provider_failed",
  ],
  ["a limit inside a stream", 0, json({ error: "Rate limit reached for requests" }), "provider_rate_limited"],
  ["a gateway's page", 502, "<html>Bad gateway</html>", "provider_failed"],
];

test.each(cases)("%s", (_name, status, body, code) => {
  expect(readProviderError({ status, body }).code).toBe(code);
});

test("finds the sentence, however deep it lies", () => {
  expect(readProviderError({ status: 500, body: json([{ error: { message: "Deep" } }]) }).detail).toBe("Deep");
  expect(readProviderError({ status: 500, body: "plain words" }).detail).toBe("plain words");
});

test("reads seconds and dates of retry-after", () => {
  const at = (retryAfter: string) => readProviderError({ status: 429, body: "", retryAfter }).retryAfterS;
  expect(at("7")).toBe(7);
  expect(at("1.2")).toBe(2);
  expect(at(new Date(Date.now() + 30_000).toUTCString())).toBeGreaterThan(27);
  expect(at("soon")).toBeUndefined();
});

test("never throws, whatever a server sends", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
      expect(readProviderError({ status, body }).code).toMatch(/^[a-z_]+$/);
    }),
  );
});

test("what a provider says is shown without keys, on one short line", () => {
  const provider = { apiKey: "abcd-1234", headers: { "x-org": "org-secret" } };
  expect(redactDetail("Bad key abcd-1234 for\n org-secret", provider)).toBe("Bad key •••••• for ••••••");
  expect(redactDetail("got Bearer eyJhbGciOiJIUzI1NiJ9 and sk-proj-abcdefghijkl", provider)).toBe(
    "got •••••• and ••••••",
  );
  expect(redactDetail("x".repeat(1000), provider)).toHaveLength(300);
});
