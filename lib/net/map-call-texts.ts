// Applies a function to every text of an HTTP call, before any of them is escaped or joined: how marks of secrets
// become values. Knows neither secrets nor their marks.

import type { HttpBody, HttpCall } from "../nodes/contract";
import type { Json } from "../shared/json";

type Change = (text: string) => string;

function mapJson(value: Json, change: Change): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapJson(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapJson(item, change)]));
}

function mapPairs(pairs: readonly (readonly [string, string])[], change: Change): [string, string][] {
  return pairs.map(([name, value]) => [change(name), change(value)]);
}

function mapBody(body: HttpBody, change: Change): HttpBody {
  if (typeof body === "string") return change(body);
  return "json" in body ? { json: mapJson(body.json, change) } : { form: mapPairs(body.form, change) };
}

/** The same call with every text of address, query, headers, sign-in and body changed. */
export function mapCallTexts(call: HttpCall, change: Change): HttpCall {
  return {
    ...call,
    url: change(call.url),
    headers: Object.fromEntries(mapPairs(Object.entries(call.headers), change)),
    ...(call.query ? { query: mapPairs(call.query, change) } : {}),
    ...(call.basicAuth
      ? { basicAuth: { user: change(call.basicAuth.user), password: change(call.basicAuth.password) } }
      : {}),
    body: call.body === undefined ? undefined : mapBody(call.body, change),
  };
}
