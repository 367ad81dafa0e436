// What the database means when it refuses a new run.

import { faultOf, isUniqueFault, translateFault } from "@/db/errors";
import { AppError } from "../shared/errors";

/** Whether a run was refused because its conversation had gone on since it was looked at. */
export function isOvertaken(error: unknown): boolean {
  const fault = faultOf(error);
  return fault?.kind === "not_null" && fault.table === "conversations";
}

/** Runs `work`, which waits for a new run to be stored, and throws what a refusal means. */
export async function withMeaningsOf<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueFault(error, "runs_conversation_busy_key"))
      throw new AppError(
        "conversation_busy",
        "An answer is being written in this conversation. Wait for it, or stop it.",
        {
          cause: error,
        },
      );
    if (isOvertaken(error))
      throw new AppError("conversation_busy", "Others ask in this conversation at this moment. Try again.", {
        cause: error,
      });
    throw translateFault(error);
  }
}
