// Writes the workspace's rows of one entry of the palette. Knows what a row is, not who asks for what.

import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { configFields, nodeTemplateFields, nodeTemplates } from "@/db/schema/node-templates";
import type { Scope } from "../auth/scope";
import type { NodeTemplateView } from "../workflows/contract";
import type { PaletteEntry } from "../workflows/list-node-templates";
import type { FieldSettings } from "./contract";

export type TemplateColumns = Partial<
  Pick<
    typeof nodeTemplates.$inferInsert,
    "name" | "description" | "icon" | "category" | "defaultSchemaPolicy" | "initialSchema" | "isActive" | "sortOrder"
  >
>;

const columnNames: Record<keyof TemplateColumns, string> = {
  name: "name",
  description: "description",
  icon: "icon",
  category: "category",
  defaultSchemaPolicy: "default_schema_policy",
  initialSchema: "initial_schema",
  isActive: "is_active",
  sortOrder: "sort_order",
};
const keys = Object.keys(columnNames) as (keyof TemplateColumns)[];

/** The workspace's own row of an entry, if it has one. */
export function ownLayer(entry: PaletteEntry) {
  return entry.layers.find(({ row }) => row.workspaceId !== null);
}

/** Sets columns of the workspace's row of an entry, making the row where there is none; gives its id. */
export async function writeTemplate(
  tx: Transaction,
  scope: Scope,
  entry: PaletteEntry,
  { set, unset = [] }: { set: TemplateColumns; unset?: readonly (keyof TemplateColumns)[] },
): Promise<string> {
  const held = ownLayer(entry)?.row;
  const changed = new Set(held?.changed);
  for (const key of keys) {
    if (unset.includes(key)) changed.delete(columnNames[key]);
    else if (set[key] !== undefined) changed.add(columnNames[key]);
  }
  const more = { ...set, changed: [...changed], updatedBy: scope.userId };
  if (held) {
    await tx
      .update(nodeTemplates)
      .set({ ...more, updatedAt: new Date() })
      .where(and(eq(nodeTemplates.id, held.id), eq(nodeTemplates.workspaceId, scope.workspaceId)));
    return held.id;
  }
  const { definition } = entry;
  const [row] = await tx
    .insert(nodeTemplates)
    .values({
      workspaceId: scope.workspaceId,
      typeCode: entry.code,
      executor: definition.type,
      name: entry.layers[0]?.row.name ?? definition.type,
      category: definition.category,
      defaultSchemaPolicy: definition.defaultSchemaPolicy,
      initialSchema: {},
      sortOrder: entry.sortOrder,
      createdBy: scope.userId,
      ...more,
    })
    .returning({ id: nodeTemplates.id });
  if (!row) throw new Error("the template was not inserted");
  return row.id;
}

/** Replaces what the workspace's row says of its form: only what differs from `base` is kept. */
export async function writeFields(
  tx: Transaction,
  scope: Scope,
  place: { templateId: string; type: string },
  base: NodeTemplateView,
  settings: readonly FieldSettings[],
): Promise<void> {
  const { workspaceId } = scope;
  const { templateId, type } = place;
  await tx
    .delete(nodeTemplateFields)
    .where(and(eq(nodeTemplateFields.workspaceId, workspaceId), eq(nodeTemplateFields.nodeTemplateId, templateId)));
  const wanted = new Map(settings.map((one) => [one.key, one]));
  const order = settings.map((one) => one.key);
  const isReordered = base.fields.filter(({ key }) => wanted.has(key)).some(({ key }, index) => order[index] !== key);
  const ids = new Map(
    (
      await tx
        .select({ id: configFields.id, key: configFields.fieldKey })
        .from(configFields)
        .where(
          inArray(
            configFields.fieldKey,
            order.map((key) => `${type}.${key}`),
          ),
        )
    ).map(({ id, key }) => [key, id]),
  );
  const rows = settings.flatMap((one, index) => {
    const before = base.fields.find(({ key }) => key === one.key);
    const configFieldId = ids.get(`${type}.${one.key}`);
    if (!before || configFieldId === undefined) return [];
    const changed = [
      ...(one.group !== null && one.group !== before.group ? ["group_name"] : []),
      ...(one.label !== null && one.label !== before.label ? ["override_label"] : []),
      ...(one.help !== null && one.help !== before.help ? ["override_help"] : []),
      ...(one.isHidden === before.isHidden ? [] : ["is_hidden"]),
      ...(one.isLocked === before.isLocked ? [] : ["is_locked"]),
      ...(one.required === undefined || one.required === before.required ? [] : ["required"]),
      ...(one.visibleWhen === undefined || isSame(one.visibleWhen, before.visibleWhen) ? [] : ["visible_when"]),
      ...(isReordered ? ["sort_order"] : []),
    ];
    if (changed.length === 0) return [];
    return {
      workspaceId,
      nodeTemplateId: templateId,
      configFieldId,
      groupName: one.group ?? before.group,
      sortOrder: (index + 1) * 100,
      overrideLabel: one.label,
      overrideHelp: one.help,
      isHidden: one.isHidden,
      isLocked: one.isLocked,
      required: one.required ?? before.required,
      visibleWhen: one.visibleWhen === undefined ? before.visibleWhen : one.visibleWhen,
      changed,
      updatedBy: scope.userId,
    };
  });
  if (rows.length > 0) await tx.insert(nodeTemplateFields).values(rows);
}

function isSame(one: FieldSettings["visibleWhen"], other: FieldSettings["visibleWhen"]): boolean {
  if (!one || !other) return !one && !other;
  return one.key === other.key && one.not === other.not && JSON.stringify(one.in) === JSON.stringify(other.in);
}
