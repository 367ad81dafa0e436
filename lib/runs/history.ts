// Earlier turns of a conversation, as a model is given them: the branch that leads to a run, succeeded runs only.

import { systemSql } from "@/db/system";
import type { ChatTurn } from "../nodes/contract";

/** How far back a branch is walked at most, however many of its runs failed. */
const maxSteps = 400;

/** At most `turns` turns before the run, oldest first. The run is already known to belong to its workspace. */
export async function readHistory(
  run: { workspaceId: string; previousRunId: string | null },
  turns: number,
): Promise<ChatTurn[]> {
  if (run.previousRunId === null || turns <= 0) return [];
  const rows = await systemSql()<{ user_query: string; final_response: string | null }[]>`
    with recursive branch as (
      select id, previous_run_id, status, user_query, final_response, 1 as step
      from runs where id = ${run.previousRunId} and workspace_id = ${run.workspaceId}
      union all
      select r.id, r.previous_run_id, r.status, r.user_query, r.final_response, b.step + 1
      from branch b join runs r on r.id = b.previous_run_id and r.workspace_id = ${run.workspaceId}
      where b.step < ${maxSteps}
    )
    select user_query, final_response from branch
    where status = 'succeeded' and user_query is not null order by step limit ${turns}`;
  return rows.reverse().map((row) => ({ question: row.user_query, answer: row.final_response ?? "" }));
}
