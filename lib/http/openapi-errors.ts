// Which failures an operation can answer with: those every endpoint of its kind has, and those its contract names.

import { z } from "zod";
import { type ErrorCode, statusOf } from "../shared/errors";
import type { Operation } from "./operation";

/** The body of every failure. */
export const problemDetailsSchema = z
  .looseObject({
    type: z.string().meta({ examples: ["urn:weft:problem:not_found"] }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "Stable; what programs should look at.", examples: ["not_found"] }),
    detail: z.string().meta({ description: "A sentence for people." }),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Single faults of what was sent." }),
    requestId: z.string(),
  })
  .meta({ description: "RFC 9457 problem details." });

/** The codes an operation can answer with, by status. */
export function errorsOf(operation: Operation): Map<number, ErrorCode[]> {
  const codes: ErrorCode[] = [];
  if (operation.params || operation.query || operation.body) codes.push("invalid_request");
  if (operation.body) codes.push("invalid_json", "body_too_large", "unsupported_media_type");
  if (operation.allow !== "public") codes.push("unauthenticated", "rate_limited");
  if (operation.allow !== "public" && operation.allow !== "signedIn") codes.push("not_found");
  if (operation.params) codes.push("not_found");
  if (operation.allow.includes(".")) codes.push("forbidden");
  if (operation.allow !== "public" && operation.method !== "GET") codes.push("csrf_failed");
  codes.push(...(operation.errors ?? []), "internal", "unavailable");
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}
