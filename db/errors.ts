// What the database refused, as values that a feature can act on. Knows SQLSTATE codes, no feature; which constraint
// means which of our error codes is said where the command is.

import { AppError, type ErrorCode, type ErrorDetail } from "@/lib/shared/errors";

export type FaultKind =
  /** A value that must be unique exists already. */
  | "unique"
  /** A row that is named does not exist, or one that others name was to be deleted. */
  | "foreign_key"
  | "check"
  | "not_null"
  /** Row-level security refused the row. */
  | "foreign_scope"
  /** A published graph or an audit row was to be changed. */
  | "immutable"
  /** Two transactions got into each other's way; trying again may help. */
  | "serialization"
  /** Text that PostgreSQL can't hold, such as NUL. */
  | "invalid_text"
  /** No connection, one that the server has ended, a server that is stopping, no memory or disk left. */
  | "unavailable";

export interface DatabaseFault {
  kind: FaultKind;
  /** Name of the constraint or unique index, where there is one. */
  constraint: string | null;
  table: string | null;
}

const kinds: Record<string, FaultKind> = {
  "23505": "unique",
  "23503": "foreign_key",
  "23001": "foreign_key",
  "23514": "check",
  "23502": "not_null",
  "42501": "foreign_scope",
  WEFT1: "immutable",
  "40001": "serialization",
  "40P01": "serialization",
  "55P03": "serialization",
  "22021": "invalid_text",
  "22P05": "invalid_text",
};

const unavailable = /^(08...|25P03|53...|57P0[123]|CONNECTION_.*|CONNECT_TIMEOUT|ECONN.*|ENOTFOUND|EPIPE|ETIMEDOUT)$/;

/** What the database refused, or null when the error comes from elsewhere. Looks through drizzle's wrapping. */
export function faultOf(error: unknown): DatabaseFault | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = textOf(at, "code");
    if (code === null) continue;
    const kind = kinds[code] ?? (unavailable.test(code) ? "unavailable" : undefined);
    if (kind) return { kind, constraint: textOf(at, "constraint_name"), table: textOf(at, "table_name") };
  }
  return null;
}

/** Whether the error is the breach of one of these unique constraints, or of any when none is named. */
export function isUniqueFault(error: unknown, ...constraints: string[]): boolean {
  const fault = faultOf(error);
  return fault?.kind === "unique" && (constraints.length === 0 || constraints.includes(fault.constraint ?? ""));
}

/**
 * The error as an AppError where it is known what it means: a constraint named in `meanings`, a conflict of two
 * transactions, a database that is away. Anything else comes back as it was, because it is a bug.
 */
export function translateFault(error: unknown, meanings: Partial<Record<string, ErrorCode>> = {}): unknown {
  const fault = faultOf(error);
  if (!fault) return error;
  const meaning = fault.constraint === null ? undefined : meanings[fault.constraint];
  if (meaning)
    return new AppError(meaning, sentences[fault.kind] ?? "The database refused the change.", {
      cause: error,
      details: detailsOf(fault, meaning),
    });
  if (fault.kind === "serialization")
    return new AppError("conflict", "Somebody changed the same thing at this moment. Try again.", { cause: error });
  if (fault.kind === "unavailable")
    return new AppError("unavailable", "The database can't be reached at the moment. Try again soon.", {
      cause: error,
    });
  return error;
}

/** Which field holds what exists already: a unique constraint of one column is named after it. */
function detailsOf(fault: DatabaseFault, meaning: ErrorCode): ErrorDetail[] {
  const { kind, constraint, table } = fault;
  if (kind !== "unique" || !table || !constraint?.startsWith(`${table}_`) || !constraint.endsWith("_key")) return [];
  const column = constraint.slice(table.length + 1, -"_key".length);
  if (column === "") return [];
  const path = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [{ path, code: meaning, message: "This exists already." }];
}

const sentences: Partial<Record<FaultKind, string>> = {
  unique: "This exists already.",
  foreign_key: "Something that this names is not there, or is still in use.",
  check: "A value is not one of those allowed.",
};

/** Runs `work` and throws what it throws as `translateFault` reads it. */
export async function withMeanings<T>(
  meanings: Partial<Record<string, ErrorCode>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateFault(error, meanings);
  }
}

function textOf(error: Error, name: string): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : null;
}
