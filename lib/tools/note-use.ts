// Keeps what the list of tools tells of their use: how often, when last, what failed last. Calls of one moment are
// written together, one statement at a time, so that a tool that many runs call is no row they wait for.

import { systemSql } from "@/db/system";
import { log } from "../log";
import { storableText } from "../shared/json";

interface Use {
  count: number;
  at: string;
  /** Of the last call: what failed, null where nothing did. */
  error: string | null;
}

const waiting = new Map<string, Use>();
let writing: Promise<void> | null = null;

/** Notes one call of a tool; does not wait for anything. */
export function noteUse(toolId: string, error: string | null): void {
  const count = (waiting.get(toolId)?.count ?? 0) + 1;
  const told = error === null ? null : storableText(error).slice(0, 1_000);
  waiting.set(toolId, { count, at: new Date().toISOString(), error: told });
  writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(writeAll).finally(() => {
    writing = null;
  });
}

/** Resolves when everything noted so far is written. */
export async function usesNoted(): Promise<void> {
  await writing;
}

async function writeAll(): Promise<void> {
  while (waiting.size > 0) {
    const uses = [...waiting].map(([id, use]) => ({ id, ...use }));
    waiting.clear();
    try {
      await systemSql()`
        update tools t
        set usage_count = usage_count + u.count, last_used_at = u.at, last_error = u.error
        from jsonb_to_recordset(${JSON.stringify(uses)}::text::jsonb)
          as u(id uuid, count int, at timestamptz, error text)
        where t.id = u.id`;
    } catch (error) {
      // A counter is not worth a run, nor trying for ever.
      log.warn({ err: error }, "could not note the use of tools");
    }
  }
}
