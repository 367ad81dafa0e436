// Reads single entries of the palette, where they are used, and the dictionary of config fields.

import { and, asc, count, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { nodes, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { catalogue } from "../nodes/catalogue";
import type { NodeDefinition } from "../nodes/contract";
import { templateMetadata } from "../nodes/metadata";
import { AppError } from "../shared/errors";
import type { NodeTemplateView } from "../workflows/contract";
import { type Palette, type PaletteEntry, readPalette, viewOfEntry } from "../workflows/list-node-templates";
import type { ConfigFieldView } from "./contract";

/** The entry with a code, out of a palette; throws `not_found`. */
export function entryOf(palette: Palette, code: string): PaletteEntry {
  const entry = palette.entries.find((one) => one.code === code);
  if (!entry) throw new AppError("not_found", "The palette has no such entry.");
  return entry;
}

/** One entry of the palette, inside a transaction. */
export async function readTemplate(tx: Transaction, scope: Scope, code: string): Promise<NodeTemplateView> {
  const palette = await readPalette(tx, scope.workspaceId);
  return viewOfEntry(entryOf(palette, code), palette.dictionary);
}

/** One entry of the palette. */
export async function getNodeTemplate(scope: Scope, code: string): Promise<NodeTemplateView> {
  return withWorkspace(scope.workspaceId, (tx) => readTemplate(tx, scope, code));
}

/** The drafts that have nodes made from an entry, by name, at most a hundred. */
export async function listTemplateUses(scope: Scope, code: string) {
  return withWorkspace(scope.workspaceId, async (tx) => {
    entryOf(await readPalette(tx, scope.workspaceId), code);
    const items = await tx
      .select({ id: workflows.id, name: workflows.name, nodes: count() })
      .from(nodes)
      .innerJoin(workflows, eq(workflows.id, nodes.workflowId))
      .where(and(eq(nodes.workspaceId, scope.workspaceId), eq(nodes.templateCode, code)))
      .groupBy(workflows.id, workflows.name)
      .orderBy(asc(workflows.name), asc(workflows.id))
      .limit(100);
    return { items };
  });
}

/** Every field of the dictionary, in the order of the node types and their forms. */
export async function listConfigFields(scope: Scope): Promise<{ items: ConfigFieldView[] }> {
  const { entries, dictionary } = await withWorkspace(scope.workspaceId, (tx) => readPalette(tx, scope.workspaceId));
  const codesOf = Map.groupBy(entries, (entry) => entry.definition.type);
  const definitions: NodeDefinition[] = Object.values(catalogue);
  const rows = new Map(templateMetadata(catalogue).configFields.map((row) => [row.fieldKey, row]));
  const items = definitions.flatMap((definition) =>
    definition.fields.map((field): ConfigFieldView => {
      const fieldKey = `${definition.type}.${field.key}`;
      const row = dictionary.get(fieldKey);
      const has = (column: string) => row?.changed.includes(column) ?? false;
      const productDefault = field.default ?? null;
      return {
        fieldKey,
        type: definition.type,
        key: field.key,
        control: field.control,
        options: field.options ? [...field.options] : null,
        validation: rows.get(fieldKey)?.validation ?? {},
        label: has("field_label") ? (row?.fieldLabel ?? null) : null,
        help: has("help") ? (row?.help ?? null) : null,
        default: has("default_value") ? (row?.defaultValue ?? null) : productDefault,
        productDefault,
        isChanged: row !== undefined,
        usedBy: (codesOf.get(definition.type) ?? []).map((entry) => entry.code),
      };
    }),
  );
  return { items };
}
