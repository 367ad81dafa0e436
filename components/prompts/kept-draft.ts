// What somebody has typed into a prompt and not saved, kept in the browser until it is saved or thrown away. Storage can
// be switched off; then it lives as long as the page.

import { z } from "zod";
import { type PromptDraft, variableKinds } from "./prompt-draft";

const variable = z.object({
  name: z.string(),
  kind: z.enum(variableKinds),
  options: z.string(),
  isRequired: z.boolean(),
  fallback: z.string(),
  description: z.string(),
});
const keptSchema = z.object({
  /** The version that it was made from. */
  basedOn: z.int(),
  draft: z.object({ template: z.string(), variables: z.record(z.string(), variable) }),
  note: z.string(),
});
export interface KeptDraft {
  basedOn: number;
  draft: PromptDraft;
  note: string;
}

const keyOf = (promptId: string) => `weft:prompt:${promptId}`;

/** What was kept of a prompt; null where nothing was. */
export function readKept(promptId: string): KeptDraft | null {
  try {
    const kept = keptSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(promptId)) ?? "null"));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** Keeps what was typed; null forgets it. */
export function keepDraft(promptId: string, kept: KeptDraft | null): void {
  try {
    if (kept === null) localStorage.removeItem(keyOf(promptId));
    else localStorage.setItem(keyOf(promptId), JSON.stringify(kept));
  } catch {
    // Full or switched off: the text still stands in the field, and leaving the page asks.
  }
}
