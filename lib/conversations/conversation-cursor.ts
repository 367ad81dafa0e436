// The cursor of a person's conversations, which are ordered by whether they are pinned before anything else. Pure.

import { type CursorParts, readCursor, writeCursor } from "../http/list-cursor";
import { AppError } from "../shared/errors";

export interface ConversationPlace extends CursorParts {
  pinned: boolean;
}

/** The cursor of a conversation in the list. */
export function writePlace({ pinned, ...parts }: ConversationPlace): string {
  return `${pinned ? "p" : "u"}.${writeCursor(parts)}`;
}

/** Reads a cursor back; throws `invalid_request` when it is not one of ours. */
export function readPlace(cursor: string): ConversationPlace {
  const mark = cursor.slice(0, 2);
  if (mark !== "p." && mark !== "u.") throw new AppError("invalid_request", "The cursor is not one that a list gave.");
  return { pinned: mark === "p.", ...readCursor(cursor.slice(2)) };
}
