// Keeps how often runs took the text of a prompt. Counts of one moment are written together, one statement at a time,
// so that a prompt that many runs use is no row they wait for. Server only.

import { systemSql } from "@/db/system";
import { log } from "../log";

const waiting = new Map<string, number>();
let writing: Promise<void> | null = null;

/** Counts one use; does not wait for anything. */
export function notePromptUse(promptId: string): void {
  waiting.set(promptId, (waiting.get(promptId) ?? 0) + 1);
  writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(writeAll).finally(() => {
    writing = null;
  });
}

/** Resolves when everything counted so far is written. */
export async function promptUsesNoted(): Promise<void> {
  await writing;
}

async function writeAll(): Promise<void> {
  while (waiting.size > 0) {
    const uses = [...waiting].map(([id, count]) => ({ id, count }));
    waiting.clear();
    try {
      await systemSql()`
        update prompt_templates p
        set usage_count = usage_count + u.count
        from jsonb_to_recordset(${JSON.stringify(uses)}::text::jsonb) as u(id uuid, count int)
        where p.id = u.id`;
    } catch (error) {
      // A counter is not worth a run, nor trying for ever.
      log.warn({ err: error }, "could not note the use of prompts");
    }
  }
}
