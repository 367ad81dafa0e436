// Sends the HTTP call of a tool and makes its value of the answer: shared by tools over HTTP and operations of APIs.
// This is where marks of secrets become values, and where values that come back become masks.

import { httpCall } from "../net/http-call";
import { mapCallTexts } from "../net/map-call-texts";
import type { HttpAnswer, HttpCall } from "../nodes/contract";
import { maskFailure } from "../secrets/mask-failure";
import { type RunSecrets, readSecrets } from "../secrets/run-secrets";
import { currentNetPolicy } from "../settings/net-policy";
import type { Json } from "../shared/json";
import { withoutInsides } from "../shared/safe-words";
import type { ToolAuth } from "./contract";
import { type KindAnswer, type KindCall, maxValueBytes } from "./kind-call";
import { signIn } from "./sign-in";

const shownOfFailure = 2_000;
const methodsWithEffect = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export type Draft = Pick<HttpCall, "url" | "method" | "headers" | "query" | "body">;

/** Writes the call with marks in place of secrets. */
export type WriteCall = (markOf: RunSecrets["mark"]) => Draft;

/** The answer, masked, with its JSON where it is some. */
export interface CallAnswer extends HttpAnswer {
  json: Json;
}

/** Sends what `write` gives, signed in; once more where a kept token was refused. */
export async function sendCall(call: KindCall, auth: readonly ToolAuth[], write: WriteCall): Promise<CallAnswer> {
  const values = await readSecrets(call.tool.workspaceId, call.tool.secretNames);
  const policy = await currentNetPolicy();
  const startedAt = performance.now();
  const left = () => Math.max(1, Math.ceil(call.timeoutMs - (performance.now() - startedAt)));
  const prepare = () => signIn(auth, values, { policy, signal: call.signal, timeoutMs: left() });
  const send = async (way: Awaited<ReturnType<typeof prepare>>) => {
    const draft = write(way.secrets.mark);
    const signed = { ...draft, ...way.apply(draft) };
    if (methodsWithEffect.has(draft.method) && !Object.keys(signed.headers).some(isKeyHeader)) {
      signed.headers["idempotency-key"] = call.idempotencyKey;
    }
    const whole = { ...signed, timeoutMs: left(), maxBytes: maxValueBytes, signal: call.signal };
    const sent = mapCallTexts(whole, way.secrets.reveal);
    const answer = await httpCall(sent, policy).catch((error) => {
      throw maskFailure(error, way.secrets, sent.url !== whole.url);
    });
    return maskAnswer(answer, way.secrets);
  };
  const way = await prepare();
  const answer = await send(way);
  if (answer.status !== 401 || !way.usesKept) return answer;
  way.forget();
  call.onNote("The token was refused, so a new one was asked for.");
  return send(await prepare());
}

const isKeyHeader = (name: string) => name.toLowerCase() === "idempotency-key";

function maskAnswer(answer: HttpAnswer, secrets: RunSecrets): CallAnswer {
  const body = String(secrets.mask(answer.body));
  const headers = secrets.mask(answer.headers) as Record<string, string>;
  return { ...answer, headers, body, json: jsonOf(body, headers["content-type"]) };
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

/** What an answer with a status of failure is told as: with its words where they are meant for programs. */
export function failureOf({ status, body, headers, json }: CallAnswer): KindAnswer {
  const type = headers["content-type"] ?? "";
  const isWords = json !== null || /^text\/plain\b/i.test(type);
  const words = isWords ? withoutInsides(body).slice(0, shownOfFailure) : "";
  return {
    value: null,
    isError: true,
    text: `The tool's server answered with status ${status}.${words === "" ? "" : ` It says: ${words}`}`,
    detail: `HTTP ${status}\n${body.slice(0, 20_000)}`,
    statusCode: status,
  };
}

/** An answer's value: its JSON, else its text. */
export function bodyValue({ json, body }: CallAnswer): Json {
  return json ?? (body === "" ? null : body);
}
