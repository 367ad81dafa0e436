// What is wrong with single fields of a form, as codes of the wording: from the contract before anything is sent, and
// from the server's answer afterwards. Knows no form.

import type { z } from "zod";
import type { Messages } from "@/lib/i18n/namespaces";
import { AppError, isErrorCode } from "@/lib/shared/errors";

export type FaultCode = keyof Messages["auth"]["faults"];
export type Faults = Partial<Record<string, FaultCode>>;

const own: Partial<Record<string, FaultCode>> = { email: "email", username: "username", timezone: "timezone" };

function codeFor(field: string, value: unknown, reason: string): FaultCode {
  if (value === "" || value === undefined) return "missing";
  if (reason === "too_big") return "too_long";
  return own[field] ?? "other";
}

/** The faults that a contract finds in what was typed; none when it may be sent. */
export function faultsIn(schema: z.ZodType, typed: Record<string, unknown>): Faults {
  const result = schema.safeParse(typed);
  const faults: Faults = {};
  for (const issue of result.error?.issues ?? []) {
    const field = String(issue.path[0] ?? "");
    const value = typed[field];
    faults[field] ??= codeFor(field, typeof value === "string" ? value.trim() : value, issue.code);
  }
  return faults;
}

const known: readonly FaultCode[] = [
  "password_too_short",
  "password_too_long",
  "password_common",
  "password_contains_account",
  "wrong_password",
];

/** The faults that the server found in fields of the form; none when its refusal is about something else. */
export function faultsOf(error: unknown, fields: readonly string[]): Faults {
  if (!(error instanceof AppError)) return {};
  const entries = error.details
    // What is a reason of its own, such as a name that is taken, has its own sentence.
    .filter((detail) => fields.includes(detail.path) && !isErrorCode(detail.code))
    .map((detail) => [detail.path, known.find((code) => code === detail.code) ?? own[detail.path] ?? "other"]);
  return Object.fromEntries(entries);
}
