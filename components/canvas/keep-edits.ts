// Unsaved edits in the browser's own storage, so that a crash of the tab or a closed lid loses nothing. Writing may
// fail (storage off or full): then the draft is only as safe as the connection, which the save state tells anyway.

import { z } from "zod";
import { type Edit, editSchema } from "@/lib/graph/edit-schema";

export interface Kept {
  revision: number;
  edits: Edit[];
}

export interface Keeper {
  read(): Kept | null;
  keep(kept: Kept): void;
  clear(): void;
}

const keptSchema = z.object({ revision: z.number().int(), edits: z.array(editSchema) });

/** Keeps the unsaved edits of one workflow. */
export function keepInBrowser(workflowId: string): Keeper {
  const key = `weft.draft.${workflowId}`;
  const attempt = <T>(body: () => T): T | null => {
    try {
      return body();
    } catch {
      // Storage is off or full.
      return null;
    }
  };
  return {
    read: () =>
      attempt(() => {
        const text = localStorage.getItem(key);
        const parsed = text === null ? null : keptSchema.safeParse(JSON.parse(text));
        // Fields that are absent are absent in both forms of the type.
        return parsed?.success ? (parsed.data as Kept) : null;
      }),
    keep: (kept) => void attempt(() => localStorage.setItem(key, JSON.stringify(kept))),
    clear: () => void attempt(() => localStorage.removeItem(key)),
  };
}
