// Calls a tool that is an HTTP request with templates for the arguments. Server only.

import { compileExpression, resolveCompiled } from "../expressions/compiled";
import { readPath } from "../expressions/read-path";
import type { HttpBody } from "../nodes/contract";
import { AppError } from "../shared/errors";
import type { Json } from "../shared/json";
import { type HttpConfig, httpConfigSchema } from "./contract";
import { fillAddress, fillTemplates, fillText, lookupOf } from "./fill-templates";
import type { CallKind } from "./kind-call";
import { bodyValue, type CallAnswer, failureOf, sendCall, type WriteCall } from "./send-call";

const withoutBody = new Set(["GET", "HEAD"]);

function bodyOf(config: HttpConfig, lookup: ReturnType<typeof lookupOf>): HttpBody | undefined {
  if (withoutBody.has(config.method)) return undefined;
  switch (config.bodyType) {
    case "none":
      return undefined;
    case "json":
      return { json: fillTemplates(config.bodyJson, lookup) };
    case "text":
      return fillText(config.bodyText, lookup);
    case "form":
      return { form: config.bodyForm.map(({ name, value }) => [name, fillText(value, lookup)]) };
  }
}

/** The value that the tool's author wants of an answer. */
function pick(expression: string, { status, headers, body, json }: CallAnswer): Json {
  const response: Json = { status, headers, body, json };
  const outcome = resolveCompiled(compileExpression(expression), (root, segments) =>
    root === "response" ? (readPath(response, segments) ?? null) : undefined,
  );
  if (outcome.ok) return outcome.value;
  throw new AppError("expression_invalid", "What the tool wants of the answer can't be picked out of it.", {
    params: { reason: outcome.error.code },
  });
}

export const callHttp: CallKind = async (call) => {
  const config = httpConfigSchema.parse(call.tool.config);
  const write: WriteCall = (markOf) => {
    const lookup = lookupOf(call.arguments, markOf);
    return {
      url: fillAddress(config.url, lookup),
      method: config.method,
      headers: Object.fromEntries(config.headers.map(({ name, value }) => [name, fillText(value, lookup)])),
      query: config.query.map(({ name, value }): [string, string] => [name, fillText(value, lookup)]),
      body: bodyOf(config, lookup),
    };
  };
  const answer = await sendCall(call, config.auth, write);
  if (answer.status >= 400) return failureOf(answer);
  const value = config.pick.trim() === "" ? bodyValue(answer) : pick(config.pick, answer);
  return { value, statusCode: answer.status };
};
