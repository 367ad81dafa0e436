// Writes the call that the config describes, sends it the guarded way and reads the answer.

import { NodeFailure } from "../../engine/ports";
import { textOf } from "../../expressions/values";
import type { Json } from "../../shared/json";
import { isPassingStatus } from "../../shared/passing-status";
import type { KeyValueRow } from "../config-schemas";
import type { Executor, HttpBody, HttpCall } from "../contract";
import { type HttpRequestConfig, httpDefaults } from "./definition";

const methodsWithBody = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const text = (value: Json | undefined) => textOf(value ?? null, 0);

/** Rows with a name, as pairs of texts. */
function pairsOf(rows: readonly KeyValueRow[] | undefined): [string, string][] {
  return (rows ?? []).flatMap((row): [string, string][] =>
    row.name.trim() === "" ? [] : [[row.name.trim(), text(row.value)]],
  );
}

function bodyOf(config: HttpRequestConfig, method: string): HttpBody | undefined {
  if (!methodsWithBody.has(method)) return undefined;
  switch (config.bodyType ?? "none") {
    case "none":
      return undefined;
    case "json":
      return { json: config.bodyJson ?? null };
    case "text":
      return text(config.bodyText);
    case "form":
      return { form: pairsOf(config.bodyForm) };
  }
}

function headersOf(config: HttpRequestConfig, isWrite: boolean, idempotencyKey: string): Record<string, string> {
  const headers = Object.fromEntries(pairsOf(config.headers));
  const has = (name: string) => Object.keys(headers).some((key) => key.toLowerCase() === name);
  if (config.auth === "bearer") headers.Authorization = `Bearer ${text(config.token).trim()}`;
  if (config.auth === "header" && config.headerName) headers[config.headerName.trim()] = text(config.headerValue);
  // The same for every try, so that a server that honours it does the thing once.
  if (isWrite && !has("idempotency-key")) headers["Idempotency-Key"] = idempotencyKey;
  return headers;
}

/** The call that a config stands for. */
function callOf(config: HttpRequestConfig, more: { signal: AbortSignal; idempotencyKey: string }): HttpCall {
  const method = config.method ?? "GET";
  const isWrite = methodsWithBody.has(method);
  const query = pairsOf(config.query);
  return {
    url: text(config.url),
    method,
    headers: headersOf(config, isWrite, more.idempotencyKey),
    ...(query.length > 0 ? { query } : {}),
    ...(config.auth === "basic" ? { basicAuth: { user: text(config.user), password: text(config.password) } } : {}),
    body: bodyOf(config, method),
    timeoutMs: config.timeoutMs ?? httpDefaults.timeoutMs,
    maxBytes: config.maxBytes ?? httpDefaults.maxBytes,
    signal: more.signal,
  };
}

function jsonOf(body: string, contentType: string | undefined): Json {
  const looksLikeJson = /[/+]json\b/i.test(contentType ?? "") || /^\s*[[{]/.test(body);
  if (!looksLikeJson) return null;
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

export const runHttpRequest: Executor<HttpRequestConfig> = async (call, context) => {
  const { config, signal, idempotencyKey, voice } = call;
  const sent = callOf(config, { signal, idempotencyKey });
  const answer = await context.fetch(sent);
  const summary = `${sent.method} ${answer.status}`;
  if (answer.status >= 400 && config.failOnStatus !== false) {
    voice.summary(summary);
    if (answer.body !== "") voice.note(answer.body.slice(0, 2_000));
    throw new NodeFailure({
      code: "http_status",
      message: `The server answered with status ${answer.status}.`,
      params: { status: answer.status },
      retryable: isPassingStatus(answer.status),
    });
  }
  return {
    outputs: {
      status: answer.status,
      headers: answer.headers,
      body: answer.body,
      json: jsonOf(answer.body, answer.headers["content-type"]),
    },
    summary,
  };
};
