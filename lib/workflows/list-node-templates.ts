// The palette of a workspace with the form of each entry. A workspace's own row of a code stands before that of the
// installation; entries whose type this code does not know are left out.

import { and, asc, eq } from "drizzle-orm";
import { configFields, nodeTemplateFields, nodeTemplates } from "@/db/schema/node-templates";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { catalogue, definitionOf } from "../nodes/catalogue";
import type { NodeTemplateView } from "./contract";
import { type TemplateFieldRow, viewOfTemplate } from "./template-view";

/** Every active entry, in the order of the palette. */
export async function listNodeTemplates(scope: Scope): Promise<{ items: NodeTemplateView[] }> {
  const { templates, fields } = await withWorkspace(scope.workspaceId, async (tx) => ({
    templates: await tx
      .select()
      .from(nodeTemplates)
      .orderBy(asc(nodeTemplates.sortOrder), asc(nodeTemplates.id))
      .limit(1_000),
    fields: await tx
      .select({
        templateId: nodeTemplateFields.nodeTemplateId,
        fieldKey: configFields.fieldKey,
        fieldLabel: configFields.fieldLabel,
        help: configFields.help,
        defaultValue: configFields.defaultValue,
        fieldChanged: configFields.changed,
        groupName: nodeTemplateFields.groupName,
        overrideLabel: nodeTemplateFields.overrideLabel,
        overrideHelp: nodeTemplateFields.overrideHelp,
        overrideDefault: nodeTemplateFields.overrideDefault,
        required: nodeTemplateFields.required,
        isHidden: nodeTemplateFields.isHidden,
        visibleWhen: nodeTemplateFields.visibleWhen,
        rowChanged: nodeTemplateFields.changed,
      })
      .from(nodeTemplateFields)
      .innerJoin(configFields, eq(configFields.id, nodeTemplateFields.configFieldId))
      .innerJoin(
        nodeTemplates,
        and(eq(nodeTemplates.id, nodeTemplateFields.nodeTemplateId), eq(nodeTemplates.isActive, true)),
      )
      .orderBy(asc(nodeTemplateFields.sortOrder), asc(nodeTemplateFields.id)),
  }));
  const own = new Set(templates.filter((row) => row.workspaceId !== null).map((row) => row.typeCode));
  const rowsOf = Map.groupBy(fields, (row) => row.templateId);
  const items = templates.flatMap((template) => {
    const isShadowed = template.workspaceId === null && own.has(template.typeCode);
    const definition = definitionOf(template.executor);
    if (!template.isActive || isShadowed || !definition) return [];
    const rows: TemplateFieldRow[] = rowsOf.get(template.id) ?? [];
    return [viewOfTemplate(definition, template, rows)];
  });
  // Types that no row knows yet: an upgrade between its start and its seed.
  const listed = new Set(templates.map((row) => row.typeCode));
  const fresh = Object.values(catalogue).filter((definition) => !listed.has(definition.type));
  return { items: [...items, ...fresh.map((definition) => viewOfTemplate(definition))] };
}
