// The browser's one way to our API: calls an operation, throws AppError with the server's code, streams events.
// The workspace of the page goes along in a header.

import type { z } from "zod";
import { AppError, type ErrorDetail, isErrorCode } from "../shared/errors";
import type { Operation } from "./operation";

type In<S> = S extends z.ZodType ? z.input<S> : never;
type Out<S> = S extends z.ZodType ? z.output<S> : never;
type Part<K extends string, S> = [S] extends [undefined]
  ? unknown
  : S extends z.ZodNever
    ? unknown
    : { [P in K]: In<S> };

/** What a call of an operation takes. */
export type CallInput<O extends Operation> = Part<"params", NonNullable<O["params"]>> &
  Part<"query", NonNullable<O["query"]>> &
  Part<"body", NonNullable<O["body"]>> & { signal?: AbortSignal };
/** What it gives. */
export type CallResult<O extends Operation> = Out<NonNullable<O["result"]>>;

/** The slug of the workspace that the page shows, from its address: `/w/{slug}/…`. */
function currentWorkspace(): string | null {
  return /^\/w\/([^/]+)/.exec(window.location.pathname)?.[1] ?? null;
}

interface RawInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

/** The address of an operation with its parameters and query filled in. */
export function addressOf(operation: Operation, input: Pick<RawInput, "params" | "query">): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ""),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const query = search.toString();
  return `/api/v1${path}${query ? `?${query}` : ""}`;
}

async function errorOf(response: Response): Promise<AppError> {
  const problem = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const code = typeof problem?.code === "string" && isErrorCode(problem.code) ? problem.code : null;
  if (!problem || !code) {
    return new AppError(response.status >= 500 ? "unavailable" : "internal", `The server answered ${response.status}.`);
  }
  const { type: _t, title: _i, status: _s, code: _c, detail, params, errors, requestId: _r, ...extra } = problem;
  return new AppError(code, String(detail ?? code), {
    params: (params ?? {}) as Record<string, string | number>,
    details: (errors ?? []) as ErrorDetail[],
    extra: extra as AppError["extra"],
  });
}

/** Sends the request of an operation; throws AppError for every failure, `unavailable` when the server can't be reached. */
export async function sendOperation(
  operation: Operation,
  input: RawInput,
  headers: HeadersInit = {},
): Promise<Response> {
  const all = new Headers(headers);
  const workspace = currentWorkspace();
  if (workspace) all.set("weft-workspace", workspace);
  if (operation.body) all.set("content-type", "application/json");
  let response: Response;
  try {
    response = await fetch(addressOf(operation, input), {
      method: operation.method,
      headers: all,
      ...(operation.body ? { body: JSON.stringify(input.body) } : {}),
      ...(input.signal ? { signal: input.signal } : {}),
    });
  } catch (cause) {
    if (input.signal?.aborted) throw cause;
    throw new AppError("unavailable", "The server can't be reached. Check the connection and try again.", { cause });
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** Calls an operation and gives its result. The result is trusted: it comes from the same contract. */
export async function callOperation<O extends Operation>(operation: O, input: CallInput<O>): Promise<CallResult<O>> {
  const response = await sendOperation(operation, input as RawInput);
  return (response.status === 204 ? undefined : await response.json()) as CallResult<O>;
}
