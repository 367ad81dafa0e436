// One endpoint as data: method, path, who may, and the zod schemas of what goes in and comes out. The route handler,
// the browser's fetcher and the OpenAPI document are all made from it. Loaded by the browser: no server code here.

import type { z } from "zod";
import type { Permission } from "../auth/permissions";
import type { ErrorCode } from "../shared/errors";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may: `public` needs no sign-in; `member` any member of the workspace; else the permission's code. */
export type Allowed = "public" | "signedIn" | "member" | Permission;

export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Result extends z.ZodType = z.ZodType,
  Allow extends Allowed = Allowed,
> {
  /** Unique camelCase name, the operationId of the document. */
  id: string;
  method: Method;
  /** Below /api/v1, with `{name}` for parameters. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  allow: Allow;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Absent = 204 without a body. */
  result?: Result;
  status?: 200 | 201 | 202;
  /** The answer is a stream of server-sent events whose data are described here. */
  stream?: boolean;
  /** The answer is a file, as it is. */
  download?: boolean;
  maxBodyBytes?: number;
  errors?: readonly ErrorCode[];
}

/** Types an operation without changing it. */
export function defineOperation<
  Params extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Body extends z.ZodType = z.ZodNever,
  Result extends z.ZodType = z.ZodVoid,
  Allow extends Allowed = Allowed,
>(operation: Operation<Params, Query, Body, Result, Allow>): Operation<Params, Query, Body, Result, Allow> {
  return operation;
}
