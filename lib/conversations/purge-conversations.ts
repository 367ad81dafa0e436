// Removes conversations for good that their person deleted a while ago, with everything said in them. Server only.

import { systemSql } from "@/db/system";

/** How long a deleted conversation can still be brought back by an administrator of the database. */
const keptDays = 30;
const runsAtOnce = 500;
const conversationsAtOnce = 200;

/** Purges in rounds of bounded size until nothing is due, or until the signal says that the process is ending. */
export async function purgeConversations(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // Runs go first, so that one long conversation is not one long transaction; their logs go with them.
    const runs = await systemSql()`
      delete from runs where id = any (array(
        select r.id from conversations c join runs r on r.conversation_id = c.id
        where c.deleted_at < now() - make_interval(days => ${keptDays}) limit ${runsAtOnce}))`;
    const conversations = await systemSql()`
      delete from conversations where id = any (array(
        select c.id from conversations c
        where c.deleted_at < now() - make_interval(days => ${keptDays})
          and not exists (select 1 from runs r where r.conversation_id = c.id)
        limit ${conversationsAtOnce}))`;
    if (runs.count === 0 && conversations.count === 0) return;
  }
}
