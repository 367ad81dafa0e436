// How a call of a tool signs in: puts keys where the API wants them, and gets tokens for those that want them by OAuth.
// Works on marks of secrets; only getting a token needs their values.

import { createHash } from "node:crypto";
import { httpCall } from "../net/http-call";
import { mapCallTexts } from "../net/map-call-texts";
import type { NetPolicy } from "../net/send-request";
import type { HttpCall } from "../nodes/contract";
import { maskFailure } from "../secrets/mask-failure";
import { makeRunSecrets, type RunSecrets } from "../secrets/run-secrets";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { isJsonObject, type Json } from "../shared/json";
import type { ToolAuth } from "./contract";
import { secretMissing } from "./fill-templates";

type OAuth = Extract<ToolAuth, { type: "oauth2" }>;
type Draft = Pick<HttpCall, "headers" | "query" | "basicAuth">;

/** A token counts as over before it is, so that none runs out on the way. */
const earlyMs = 30_000;
const defaultLifeMs = 300_000;
const maxTokens = 500;
/** Among the marks of a call; no secret can be called this, because names begin with a letter. */
const tokenName = "0token";

const tokens = new Map<string, { token: string; until: number }>();

export interface SignIn {
  /** Marks of the call's secrets, with those of tokens that it got. */
  secrets: RunSecrets;
  /** Whether a token was kept from an earlier call, so that a refusal may mean that it is over. */
  usesKept: boolean;
  apply(draft: Draft): Draft;
  forget(): void;
}

/** Prepares how a call signs in. */
export async function signIn(
  auth: readonly ToolAuth[],
  values: ReadonlyMap<string, string>,
  call: { policy: NetPolicy; signal: AbortSignal; timeoutMs: number },
): Promise<SignIn> {
  const plain = makeRunSecrets(values);
  const oauth = auth.find((one) => one.type === "oauth2");
  if (!oauth) return { secrets: plain, usesKept: false, apply: (draft) => applyAuth(auth, plain, draft), forget() {} };
  const key = keyOf(oauth, values);
  const kept = tokens.get(key);
  const usesKept = kept !== undefined && kept.until > systemClock.now();
  const token = usesKept ? kept.token : await getToken(oauth, key, plain, call);
  const secrets = makeRunSecrets(new Map([...values, [tokenName, token]]));
  return {
    secrets,
    usesKept,
    apply: (draft) => applyAuth(auth, secrets, draft),
    forget: () => void tokens.delete(key),
  };
}

function applyAuth(auth: readonly ToolAuth[], secrets: RunSecrets, draft: Draft): Draft {
  let next = { ...draft, headers: { ...draft.headers } };
  const marked = (name: string) => {
    const mark = secrets.mark(name);
    if (mark === undefined) throw secretMissing(name);
    return mark;
  };
  for (const one of auth) {
    if (one.type === "bearer") next.headers.authorization = `Bearer ${marked(one.secret)}`;
    else if (one.type === "oauth2") next.headers.authorization = `Bearer ${marked(tokenName)}`;
    else if (one.type === "basic") next = { ...next, basicAuth: { user: one.user, password: marked(one.secret) } };
    else if (one.in === "header") next.headers[one.name.toLowerCase()] = marked(one.secret);
    else if (one.in === "query") next = { ...next, query: [...(next.query ?? []), [one.name, marked(one.secret)]] };
    else {
      const cookies = next.headers.cookie === undefined ? [] : [next.headers.cookie];
      next.headers.cookie = [...cookies, `${one.name}=${marked(one.secret)}`].join("; ");
    }
  }
  return next;
}

/** The same for the same client and rights; a changed secret asks anew. */
function keyOf(oauth: OAuth, values: ReadonlyMap<string, string>): string {
  const parts = [oauth.tokenUrl, oauth.clientId, values.get(oauth.secret) ?? "", ...oauth.scopes];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

async function getToken(
  oauth: OAuth,
  key: string,
  secrets: RunSecrets,
  { policy, signal, timeoutMs }: { policy: NetPolicy; signal: AbortSignal; timeoutMs: number },
): Promise<string> {
  const mark = secrets.mark(oauth.secret);
  if (mark === undefined) throw secretMissing(oauth.secret);
  const scope: [string, string][] = oauth.scopes.length > 0 ? [["scope", oauth.scopes.join(" ")]] : [];
  const call: HttpCall = {
    url: oauth.tokenUrl,
    method: "POST",
    headers: { accept: "application/json" },
    basicAuth: { user: oauth.clientId, password: mark },
    body: { form: [["grant_type", "client_credentials"], ...scope] },
    timeoutMs,
    maxBytes: 1_048_576,
    signal,
  };
  const answer = await httpCall(mapCallTexts(call, secrets.reveal), policy).catch((error) => {
    throw maskFailure(error, secrets, false);
  });
  const { token, lifeMs } = readToken(answer.status, answer.body);
  tokens.delete(key);
  tokens.set(key, { token, until: systemClock.now() + lifeMs - earlyMs });
  const oldest = tokens.keys().next();
  if (tokens.size > maxTokens && !oldest.done) tokens.delete(oldest.value);
  return token;
}

function readToken(status: number, body: string): { token: string; lifeMs: number } {
  if (status >= 400) {
    throw new AppError("http_status", `The sign-in for this tool was refused with status ${status}.`, {
      params: { status },
    });
  }
  const said = parse(body);
  const token = isJsonObject(said) ? said.access_token : null;
  const seconds = isJsonObject(said) ? Number(said.expires_in) : Number.NaN;
  // What goes into a header: visible characters only.
  if (typeof token !== "string" || !/^[\x21-\x7e]{1,20000}$/.test(token)) {
    throw new AppError("node_failed", "The sign-in for this tool gave no token.");
  }
  return { token, lifeMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : defaultLifeMs };
}

function parse(body: string): Json {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
