// What the server found wrong with single fields of a tool, by the way to the field, in the reader's words: the server's
// own sentences are for programs. Pure.

import type { Messages } from "@/lib/i18n/namespaces";
import { AppError } from "@/lib/shared/errors";

export type ToolFaults = Partial<Record<string, string>>;
export type FaultWord = keyof Messages["tools"]["fields"]["faults"];

/** What each code of a fault is called; everything else is only said not to fit. */
const wordOf: Partial<Record<string, FaultWord>> = {
  required: "missing",
  too_small: "tooSmall",
  too_big: "tooBig",
  invalid_format: "format",
  unrecognized_keys: "unknown",
  expression_invalid: "expression",
  expression_unknown_reference: "reference",
  secret_missing: "secret",
};

const headerName = /^config\.headers\.\d+\.name$/;

/** Faults by field, those of the name and of an address in words of their own. */
export function findFaults(
  error: unknown,
  words: { nameTaken: string; nameWrong: string; fault: (word: FaultWord) => string },
): ToolFaults {
  if (!(error instanceof AppError)) return {};
  const faults: ToolFaults = {};
  if (error.code === "name_taken") faults.name = words.nameTaken;
  for (const { path, code } of error.details) {
    if (path === "name") faults.name ??= words.nameWrong;
    else if (path === "config.url" && code === "invalid_format") faults[path] ??= words.fault("address");
    else if (headerName.test(path) && code === "invalid_format") faults[path] ??= words.fault("header");
    else faults[path] ??= words.fault(wordOf[code] ?? "other");
  }
  return faults;
}

/** Whether a failure is told at fields alone. */
export function isAboutFields(error: unknown): boolean {
  return error instanceof AppError && (error.code === "name_taken" || error.details.length > 0);
}
