// Says of a conversation that takes no question at the moment what its answer waits for. Asked only after a refusal,
// so that a question which is taken pays nothing for it.

import { readWorkspace } from "@/db/scope";
import { AppError } from "../shared/errors";

/** The refusal with the approval that is in the way, where one is; any other error as it is. */
export async function explainBusy(error: unknown, workspaceId: string, conversationId: string): Promise<unknown> {
  if (!(error instanceof AppError) || error.code !== "conversation_busy") return error;
  const [open] = await readWorkspace(
    workspaceId,
    (client) => client<{ run_id: string; title: string }[]>`
      select r.id as run_id, a.title from runs r join approvals a on a.run_id = r.id and a.status = 'pending'
      where r.workspace_id = ${workspaceId} and r.conversation_id = ${conversationId} and r.status = 'paused'
      order by a.id limit 1`,
  );
  if (!open) return error;
  const sentence = `The answer before waits for the approval “${open.title}”. Have it decided, or stop the answer.`;
  return new AppError("conversation_busy", sentence, {
    cause: error.cause,
    params: { runId: open.run_id, approval: open.title },
  });
}
