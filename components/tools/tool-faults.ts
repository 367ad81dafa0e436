// What the server found wrong with single fields of a tool, by the way to the field. Pure.

import { AppError } from "@/lib/shared/errors";

export type ToolFaults = Partial<Record<string, string>>;

/** Faults by field; those of the name in the reader's words. */
export function findFaults(error: unknown, words: { nameTaken: string; nameWrong: string }): ToolFaults {
  if (!(error instanceof AppError)) return {};
  const faults: ToolFaults = {};
  if (error.code === "name_taken") faults.name = words.nameTaken;
  for (const { path, message } of error.details) {
    if (path === "name") faults.name ??= words.nameWrong;
    else faults[path] ??= message;
  }
  return faults;
}

/** Whether a failure is told at fields alone. */
export function isAboutFields(error: unknown): boolean {
  return error instanceof AppError && (error.code === "name_taken" || error.details.length > 0);
}
