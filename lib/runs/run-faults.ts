// What the database means when it refuses a new run.

import { translateFault } from "@/db/errors";

/** Runs `work`, which waits for a new run to be stored, and throws what a refusal means. */
export async function withMeaningsOf<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateFault(error, { runs_conversation_busy_key: "conversation_busy" });
  }
}
