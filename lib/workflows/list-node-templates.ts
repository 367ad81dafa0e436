// The palette of a workspace with the form of each entry. What the workspace changed lies over what the installation
// changed, and that over the code; entries whose type this code does not know are left out.

import { eq, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { configFields, nodeTemplateFields, nodeTemplates } from "@/db/schema/node-templates";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { catalogue, definitionOf } from "../nodes/catalogue";
import type { NodeDefinition } from "../nodes/contract";
import type { NodeTemplateView } from "./contract";
import { type Dictionary, isOwnTemplate, type TemplateLayer, viewOfTemplate } from "./template-view";

type TemplateRow = typeof nodeTemplates.$inferSelect;

export interface PaletteEntry {
  code: string;
  definition: NodeDefinition;
  layers: (TemplateLayer & { row: TemplateRow })[];
  sortOrder: number;
}

export interface Palette {
  entries: PaletteEntry[];
  dictionary: Dictionary;
}

/** Everything the palette is made of, in its order; entries that are switched off included. */
export async function readPalette(tx: Transaction, workspaceId: string): Promise<Palette> {
  const [templates, fields, entries] = await Promise.all([
    tx
      .select()
      .from(nodeTemplates)
      .where(or(isNull(nodeTemplates.workspaceId), eq(nodeTemplates.workspaceId, workspaceId)))
      .limit(2_000),
    tx
      .select({ fieldKey: configFields.fieldKey, row: nodeTemplateFields })
      .from(nodeTemplateFields)
      .innerJoin(configFields, eq(configFields.id, nodeTemplateFields.configFieldId))
      // What is as the code says, the code tells.
      .where(sql`${nodeTemplateFields.changed} <> '{}'`),
    tx.select().from(configFields).where(sql`${configFields.changed} <> '{}'`),
  ]);
  const fieldsOf = Map.groupBy(fields, ({ row }) => row.nodeTemplateId);
  const layerOf = (row: TemplateRow) => ({
    row,
    fields: (fieldsOf.get(row.id) ?? []).map(({ fieldKey, row: field }) => ({ ...field, fieldKey })),
  });
  // Rows of the installation come first, those of the workspace lie over them.
  const byCode = Map.groupBy(
    templates.toSorted((a, b) => Number(a.workspaceId !== null) - Number(b.workspaceId !== null)),
    (row) => row.typeCode,
  );
  const found: PaletteEntry[] = [];
  for (const [code, rows] of byCode) {
    const definition = rows[0] && definitionOf(rows[0].executor);
    if (!definition || rows.some((row) => isDropped(row))) continue;
    const order = rows.findLast((row) => row.workspaceId === null || hasOrder(row))?.sortOrder;
    found.push({ code, definition, layers: rows.map(layerOf), sortOrder: order ?? 0 });
  }
  // Types that no row knows yet: an upgrade between its start and its seed.
  for (const [index, definition] of Object.values(catalogue).entries()) {
    if (byCode.has(definition.type)) continue;
    found.push({ code: definition.type, definition, layers: [], sortOrder: (index + 1) * 100 });
  }
  found.sort((a, b) => a.sortOrder - b.sortOrder || (a.code < b.code ? -1 : 1));
  return { entries: found, dictionary: new Map(entries.map((entry) => [entry.fieldKey, entry])) };
}

/** Switched off by the seed, not by a person: the release that wrote the rows last does not know the type. */
function isDropped(row: TemplateRow): boolean {
  return row.isSystem && !row.isActive && !row.changed.includes("is_active");
}

function hasOrder(row: TemplateRow): boolean {
  return isOwnTemplate(row) || row.changed.includes("sort_order");
}

/** An entry as the designer draws it. */
export function viewOfEntry({ definition, layers }: PaletteEntry, dictionary: Dictionary): NodeTemplateView {
  return viewOfTemplate(definition, layers, dictionary);
}

/** Every entry, in the order of the palette. */
export async function listNodeTemplates(scope: Scope): Promise<{ items: NodeTemplateView[] }> {
  const { entries, dictionary } = await withWorkspace(scope.workspaceId, (tx) => readPalette(tx, scope.workspaceId));
  return { items: entries.map((entry) => viewOfEntry(entry, dictionary)) };
}
