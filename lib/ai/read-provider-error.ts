// What a provider's refusal means, in our codes. Providers agree on little: status, a code inside the body and the
// wording are read together. Pure.

import type { ErrorCode } from "../shared/errors";

export interface Refusal {
  /** HTTP status; 0 for an error that came inside a stream. */
  status: number;
  body: string;
  retryAfter?: string | null;
}

export interface ReadError {
  code: ErrorCode;
  /** The provider's own sentence, not yet redacted; empty when there is none. */
  detail: string;
  retryAfterS?: number;
}

const signs: [ErrorCode, RegExp][] = [
  [
    "provider_quota",
    /insufficient[_ ](?:quota|balance|funds)|exceeded your current quota|credit balance|billing|arrear|payment required|余额|欠费/i,
  ],
  [
    "context_too_long",
    /context[_ ]?(?:length|window)|maximum context|prompt is too long|too many (?:input )?tokens|input token count|input is too long|exceeds? the (?:maximum|model's)|range of input length/i,
  ],
  [
    "provider_key_rejected",
    /api[_ ]?key[_ ](?:not valid|invalid)|invalid[_ ]?api[_ -]?key|incorrect api key|invalid x-api-key|authentication_error/i,
  ],
  [
    "model_not_found",
    /(?:model|deployment)[^.]{0,120}(?:not (?:exist|found|available)|does ?n[o']t exist|unknown|no longer)|(?:unknown|invalid|no such) model|model_not_found|DeploymentNotFound/i,
  ],
  [
    "provider_refused",
    /content[_ ](?:filter|policy|management)|safety|moderation|DataInspectionFailed|sensitive content|inappropriate/i,
  ],
  ["provider_rate_limited", /rate[_ ]?limit|too many requests|throttl/i],
  ["provider_failed", /overloaded|server[_ ]?error|internal error|unavailable|try again later/i],
];

function signOf(text: string, among: ErrorCode[]): ErrorCode | undefined {
  return signs.find(([code, pattern]) => among.includes(code) && pattern.test(text))?.[0];
}

/** Reads a refusal; never throws, whatever the body is. */
export function readProviderError({ status, body, retryAfter }: Refusal): ReadError {
  const { detail, marks } = readBody(body);
  const text = `${marks} ${detail}`;
  const at = (code: ErrorCode): ReadError => ({ code, detail });
  if (status === 401) return at("provider_key_rejected");
  if (status === 402) return at("provider_quota");
  if (status === 403) return at(signOf(text, ["provider_quota", "model_not_found"]) ?? "provider_key_rejected");
  if (status === 404)
    return at(detail === "" ? "provider_bad_answer" : (signOf(text, ["model_not_found"]) ?? "provider_bad_answer"));
  if (status === 413) return at("context_too_long");
  if (status === 429) {
    // Some say "quota" for what is over in a minute: only words about money count.
    const quota = signOf(text, ["provider_quota"]) && !/per (?:minute|day|second)|retry in/i.test(text);
    const seconds = readRetryAfter(retryAfter);
    return {
      ...at(quota ? "provider_quota" : "provider_rate_limited"),
      ...(seconds === null || quota ? {} : { retryAfterS: seconds }),
    };
  }
  if (status >= 500) return at("provider_failed");
  const sign = signOf(text, [
    "provider_quota",
    "context_too_long",
    "provider_key_rejected",
    "model_not_found",
    "provider_refused",
    ...(status === 0 ? (["provider_rate_limited", "provider_failed"] as const) : []),
  ]);
  return at(sign ?? (status === 0 ? "provider_failed" : "provider_refused"));
}

function readRetryAfter(value: string | null | undefined): number | null {
  if (!value) return null;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** The sentence inside an error body, and every machine-readable mark around it. */
function readBody(body: string): { detail: string; marks: string } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { detail: body.trimStart().startsWith("<") ? "" : body.slice(0, 1000), marks: "" };
  }
  const seen = { detail: "", marks: [] as string[] };
  visit(value, seen, 0);
  return { detail: seen.detail, marks: seen.marks.join(" ") };
}

function visit(value: unknown, seen: { detail: string; marks: string[] }, depth: number): void {
  if (depth > 4 || value === null || value === undefined) return;
  if (typeof value === "string") {
    if (seen.detail === "") seen.detail = value.slice(0, 1000);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 5)) visit(item, seen, depth + 1);
    return;
  }
  if (typeof value !== "object") return;
  const object = value as Record<string, unknown>;
  for (const key of ["code", "type", "status", "reason"]) {
    if (typeof object[key] === "string") seen.marks.push(object[key].slice(0, 200));
  }
  for (const key of ["message", "msg", "error", "detail", "errors", "details"]) visit(object[key], seen, depth + 1);
}
