// What the database means when it refuses a new run.

import { isUniqueFault, translateFault } from "@/db/errors";
import { AppError } from "../shared/errors";

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
    throw translateFault(error);
  }
}
