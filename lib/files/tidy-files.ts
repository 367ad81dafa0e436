// The worker's duty for files: a bounded look at those of runs, then the bytes that nobody refers to any more.

import { systemSql } from "@/db/system";
import { dropStrayFiles, removeFiles } from "./remove-files";
import { fileStorage } from "./storage";

let cursor: string | null = null;

/** One round; the next one goes on looking where this one stopped. */
export async function tidyFiles(signal: AbortSignal): Promise<void> {
  cursor = await dropStrayFiles(systemSql(), cursor);
  await removeFiles(systemSql(), fileStorage(), signal);
}
