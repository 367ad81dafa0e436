// Which events of a run a follower takes, whoever sends them and however often: every one once, in order, and nothing
// of an owner who has lost the run. Knows nothing of what events mean.

import { compareEventIds, type EventId } from "./events";

/** The new cursor where the event is to be taken; null where it was seen before or comes from an earlier owner. */
export function acceptEvent(cursor: EventId | null, numbered: { id: EventId }): EventId | null {
  return cursor === null || compareEventIds(numbered.id, cursor) > 0 ? numbered.id : null;
}
