// Cursor of lists ordered by a time and an id: opaque to callers, checked when it comes back. Pure.

import { z } from "zod";
import { AppError } from "../shared/errors";

const parts = z.tuple([z.iso.datetime(), z.uuid()]);

export interface CursorParts {
  /** ISO time of the last row's order column. */
  at: string;
  id: string;
}

/** The cursor of a row. */
export function writeCursor(row: CursorParts): string {
  return Buffer.from(JSON.stringify([row.at, row.id])).toString("base64url");
}

/** Reads a cursor back; throws `invalid_request` when it is not one of ours. */
export function readCursor(cursor: string): CursorParts {
  try {
    const [at, id] = parts.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { at, id };
  } catch (cause) {
    throw new AppError("invalid_request", "The cursor is not one that a list gave.", { cause });
  }
}
