// Makes a route handler of an operation: parse → allow → call one function → respond. Every endpoint goes through
// here, so that none can forget a check. Knows no feature.

import type { z } from "zod";
import { translateFault } from "@/db/errors";
import { authenticate, type Caller } from "../auth/authenticate";
import { may, type Scope } from "../auth/scope";
import { AppError, type ErrorDetail } from "../shared/errors";
import { newId } from "../shared/ids";
import { storableJson } from "../shared/json";
import { checkOrigin } from "./check-origin";
import type { Operation } from "./operation";
import { problemResponse } from "./problem-details";
import { readJson } from "./read-body";

const defaultMaxBodyBytes = 1_048_576;

type Out<S> = S extends z.ZodType ? z.output<S> : never;
type In<S> = S extends z.ZodType ? z.input<S> : never;

/** What a handler's function gets: everything parsed, the caller allowed. */
export interface Handled<O extends Operation, S> {
  scope: S;
  params: Out<NonNullable<O["params"]>>;
  query: Out<NonNullable<O["query"]>>;
  body: Out<NonNullable<O["body"]>>;
  request: Request;
  requestId: string;
}

/** A route handler as Next calls it. */
export type RouteHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

type ScopeFor<O extends Operation> = O["allow"] extends "public"
  ? Scope | null
  : O["allow"] extends "signedIn"
    ? Caller
    : Scope;

function detailsOf(error: z.ZodError, root: string): ErrorDetail[] {
  return error.issues.slice(0, 50).map((issue) => ({
    path: [root, ...issue.path.map(String)].filter(Boolean).join("."),
    code: issue.code,
    message: issue.message,
  }));
}

function parse<S extends z.ZodType>(schema: S, value: unknown, root: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = detailsOf(result.error, root);
  const first = details[0];
  throw new AppError(
    "invalid_request",
    first ? `${first.path || root || "body"}: ${first.message}` : "Invalid request.",
    {
      details,
    },
  );
}

async function allow(operation: Operation, request: Request, requestId: string): Promise<Scope | Caller | null> {
  const caller = await authenticate(request, requestId);
  if (operation.allow === "public") return caller?.scope ?? null;
  if (!caller) throw new AppError("unauthenticated", "Sign in, or send an API key as a bearer token.");
  if (caller.viaCookie && operation.method !== "GET") checkOrigin(request);
  if (operation.allow === "signedIn") return caller;
  if (!caller.scope) {
    throw new AppError("not_found", "There is no such workspace, or you are not a member of it.");
  }
  if (operation.allow !== "member" && !may(caller.scope, operation.allow)) {
    throw new AppError("forbidden", `This needs the permission ${operation.allow}.`, {
      params: { permission: operation.allow },
    });
  }
  return caller.scope;
}

/** Builds the route handler of an operation around one function; the function may also answer with a Response. */
export function handle<O extends Operation>(
  operation: O,
  run: (input: Handled<O, ScopeFor<O>>) => Promise<In<NonNullable<O["result"]>> | Response | undefined>,
): RouteHandler {
  return async (request, context) => {
    const requestId = newId();
    try {
      const scope = await allow(operation, request, requestId);
      const params = operation.params ? parse(operation.params, await context.params, "") : undefined;
      const query = operation.query
        ? parse(operation.query, storableJson(Object.fromEntries(new URL(request.url).searchParams)), "")
        : undefined;
      const body = operation.body
        ? parse(operation.body, await readJson(request, operation.maxBodyBytes ?? defaultMaxBodyBytes), "")
        : undefined;
      const result = await run({ scope, params, query, body, request, requestId } as unknown as Handled<
        O,
        ScopeFor<O>
      >);
      if (result instanceof Response) return result;
      const headers = { "cache-control": "no-store", "weft-request-id": requestId };
      if (result === undefined || !operation.result) return new Response(null, { status: 204, headers });
      return Response.json(result, { status: operation.status ?? 200, headers });
    } catch (error) {
      // What nobody gave a meaning to and comes from a database that is away may be tried again: it is no bug of ours.
      return problemResponse(error instanceof AppError ? error : translateFault(error), requestId);
    }
  };
}
