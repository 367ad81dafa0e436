// What the palette's entries let their nodes change, for validation of graphs. Server only.

import type { Transaction } from "@/db/client";
import type { TemplateRules } from "../graph/node-type";
import { findMissing } from "../nodes/check-form";
import { readPalette, viewOfEntry } from "./list-node-templates";

/** The rules of every entry by its code, those that are switched off included. */
export async function readTemplateRules(tx: Transaction, workspaceId: string): Promise<Map<string, TemplateRules>> {
  const { entries, dictionary } = await readPalette(tx, workspaceId);
  const rules = new Map<string, TemplateRules>();
  for (const entry of entries) {
    // Without rows an entry is what the catalogue says anyway.
    if (entry.layers.length === 0) continue;
    const { schemaPolicy, initial, fields } = viewOfEntry(entry, dictionary);
    // What travelled as JSON has no members that are undefined.
    const { inputs, outputs } = initial as TemplateRules & typeof initial;
    rules.set(entry.code, { schemaPolicy, inputs, outputs, missing: (config) => findMissing(config, fields) });
  }
  return rules;
}
