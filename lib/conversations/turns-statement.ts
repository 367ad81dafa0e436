// The statement behind a chat window, alone in its file so that its plan can be tested: one range of one index on one
// table, whatever else the database holds.

import type { PendingQuery, Sql, TransactionSql } from "postgres";

/** The newest turns of a conversation before `cursor`; `error_code` is the only part of a JSON column, read for failures.
 * The prefix asks for its plan instead. */
export function turnsStatement<T extends readonly object[]>(
  client: Sql | TransactionSql,
  conversationId: string,
  cursor: string | null,
  limit: number,
  prefix: "" | "explain (costs off)" = "",
): PendingQuery<T> {
  return client<T>`${client.unsafe(prefix)}
    select id, previous_run_id, status, user_query, final_response,
      case when status = 'failed' then error ->> 'code' end as error_code, total_tokens, created_at, started_at,
      finished_at
    from runs
    where conversation_id = ${conversationId} and id < ${cursor ?? "ffffffff-ffff-ffff-ffff-ffffffffffff"}::uuid
      and hidden_at is null
    order by id desc limit ${limit}`;
}
