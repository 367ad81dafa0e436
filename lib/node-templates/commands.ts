// Changes of the palette in one workspace: templates of its own, and what it wants different in the product's entries.
// The product's rows are never touched here, so an upgrade and a reset find them as they were. Server only.

import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { nodeTemplates } from "@/db/schema/node-templates";
import { withWorkspace } from "@/db/scope";
import type { AuditAction } from "../audit/action-rules";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { catalogue } from "../nodes/catalogue";
import { AppError, type ErrorDetail } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { NodeTemplateView } from "../workflows/contract";
import { readPalette, viewOfEntry } from "../workflows/list-node-templates";
import { viewOfTemplate } from "../workflows/template-view";
import { findFieldFaults, findPolicyFaults, findPresetFaults } from "./check-template";
import type {
  createNodeTemplate as createOperation,
  FieldSettings,
  moveNodeTemplate as moveOperation,
  updateNodeTemplate as updateOperation,
} from "./contract";
import { freeCode } from "./free-code";
import { placeEntry } from "./place-entry";
import { entryOf, readTemplate } from "./queries";
import { ownLayer, type TemplateColumns, writeFields, writeTemplate } from "./write-template";

type NewTemplate = z.output<NonNullable<(typeof createOperation)["body"]>>;
type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;
type Move = z.output<NonNullable<(typeof moveOperation)["body"]>>;

const mostTemplates = 500;
const meanings = { node_templates_code_key: "name_taken" } as const;

/** Makes a template that starts as the entry it is copied from. */
export async function createTemplate(scope: Scope, given: NewTemplate): Promise<NodeTemplateView> {
  return withMeanings(meanings, () =>
    changePalette(scope, async (tx, palette) => {
      const source = palette.entries.find(({ code }) => code === given.from);
      if (!source) throw refusal([{ path: "from", code: "unknown", message: "The palette has no such entry." }]);
      const taken = new Set([...Object.keys(catalogue), ...palette.entries.map(({ code }) => code)]);
      if (given.code !== undefined && taken.has(given.code)) {
        throw new AppError("name_taken", "The palette has an entry with this code already.", {
          details: [{ path: "body.code", code: "taken", message: "This code is taken." }],
        });
      }
      if (
        palette.entries.filter(({ layers }) => layers.some(({ row }) => row.workspaceId !== null)).length >=
        mostTemplates
      ) {
        throw new AppError("invalid_request", `A workspace has at most ${mostTemplates} templates.`);
      }
      const { definition } = source;
      const code = given.code ?? freeCode(given.name, definition.type, taken);
      const view = viewOfEntry(source, palette.dictionary);
      const { initial } = view;
      // Only what is preset is kept: everything else follows the type.
      const config = Object.fromEntries(view.presets.map((key) => [key, initial.config[key] ?? null]));
      const templateId = await writeTemplate(
        tx,
        scope,
        { code, definition, layers: [], sortOrder: 0 },
        {
          set: {
            name: given.name,
            description: given.description,
            icon: given.icon ?? view.icon,
            category: given.category ?? view.category,
            defaultSchemaPolicy: view.schemaPolicy,
            initialSchema: initialOf(definition.typeVersion, { ...initial, config }),
            isActive: true,
            // Below everything that is there.
            sortOrder: Math.max(...palette.entries.map(({ sortOrder }) => sortOrder)) + 100,
          },
        },
      );
      const base = viewOfTemplate(definition, [], palette.dictionary);
      await writeFields(tx, scope, { templateId, type: definition.type }, base, view.fields);
      const made = await readTemplate(tx, scope, code);
      await note(tx, scope, "template.create", made, null);
      return made;
    }),
  );
}

/** Changes an entry in this workspace; null gives a member back what the product says. */
export async function updateTemplate(scope: Scope, code: string, change: Change): Promise<NodeTemplateView> {
  return changePalette(scope, async (tx, palette) => {
    const entry = entryOf(palette, code);
    const { definition } = entry;
    const before = viewOfEntry(entry, palette.dictionary);
    const isOwn = before.isOwn;
    if (isOwn && change.name === null) {
      throw refusal([{ path: "body.name", code: "required", message: "A template needs a name." }]);
    }
    const below = isOwn ? [] : entry.layers.filter(({ row }) => row.workspaceId === null);
    const base = viewOfTemplate(definition, below, palette.dictionary);
    const faults: ErrorDetail[] = [];
    if (change.presets) faults.push(...findPresetFaults(definition, change.presets));
    if (change.schemaPolicy) faults.push(...findPolicyFaults(change.schemaPolicy, definition.defaultSchemaPolicy));
    if (change.fields || change.presets !== undefined) {
      const presets = change.presets === undefined ? before.initial.config : (change.presets?.config ?? {});
      const settings: readonly FieldSettings[] = change.fields ?? before.fields;
      faults.push(...findFieldFaults(definition, settings, { ...base.initial.config, ...presets }));
    }
    if (faults.length > 0) throw refusal(faults);

    const set: TemplateColumns = {};
    const unset: (keyof TemplateColumns)[] = [];
    const take = <K extends keyof TemplateColumns>(
      key: K,
      value: TemplateColumns[K] | null | undefined,
      product: TemplateColumns[K],
    ) => {
      if (value === undefined) return;
      const isProducts = value === null || JSON.stringify(value) === JSON.stringify(product);
      // A template of one's own has all of its columns for itself.
      if (!isProducts || isOwn) Object.assign(set, { [key]: value ?? product });
      else unset.push(key);
    };
    take("name", change.name, base.name ?? undefined);
    take("description", change.description, base.description ?? "");
    take("icon", change.icon, base.icon);
    take("category", change.category, base.category);
    take("defaultSchemaPolicy", change.schemaPolicy, base.schemaPolicy);
    take("isActive", change.isActive, base.isActive);
    if (change.presets === null) {
      if (isOwn) set.initialSchema = {};
      else unset.push("initialSchema");
    } else if (change.presets) {
      set.initialSchema = initialOf(definition.typeVersion, change.presets);
    }
    const templateId = await writeTemplate(tx, scope, entry, { set, unset });
    if (change.fields) await writeFields(tx, scope, { templateId, type: definition.type }, base, change.fields);
    await dropIdleRow(tx, scope, templateId);
    const after = await readTemplate(tx, scope, code);
    await note(tx, scope, "template.update", after, before);
    return after;
  });
}

/** Puts an entry before or after another one. */
export async function moveTemplate(scope: Scope, code: string, move: Move): Promise<void> {
  await changePalette(scope, async (tx, palette) => {
    const moved = entryOf(palette, code);
    entryOf(palette, move.other);
    const placed = placeEntry(palette.entries, code, move);
    for (const { code: other, sortOrder } of placed) {
      await writeTemplate(tx, scope, entryOf(palette, other), { set: { sortOrder } });
    }
    const view = viewOfEntry(moved, palette.dictionary);
    if (placed.length > 0) await note(tx, scope, "template.move", view, null, { [move.place]: move.other });
  });
}

/** Gives an entry of the product its form back, or removes a template; nodes that were made from it go on. */
export async function resetTemplate(scope: Scope, code: string): Promise<void> {
  await changePalette(scope, async (tx, palette) => {
    const entry = entryOf(palette, code);
    const own = ownLayer(entry)?.row;
    if (!own) return;
    await tx
      .delete(nodeTemplates)
      .where(and(eq(nodeTemplates.id, own.id), eq(nodeTemplates.workspaceId, scope.workspaceId)));
    const view = viewOfEntry(entry, palette.dictionary);
    await note(tx, scope, view.isOwn ? "template.delete" : "template.reset", view, null);
  });
}

/** One change after the other: each begins with what the one before it left. */
function changePalette<T>(
  scope: Scope,
  work: (tx: Transaction, palette: Awaited<ReturnType<typeof readPalette>>) => Promise<T>,
): Promise<T> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`weft.palette.${scope.workspaceId}`}, 0))`);
    return work(tx, await readPalette(tx, scope.workspaceId));
  });
}

/** A row that changes nothing any more is no longer needed. */
async function dropIdleRow(tx: Transaction, scope: Scope, templateId: string): Promise<void> {
  await tx.execute(sql`
    delete from node_templates template
    where id = ${templateId} and workspace_id = ${scope.workspaceId} and type_code = executor and changed = '{}'
      and not exists (select from node_template_fields where node_template_id = template.id)`);
}

function initialOf(typeVersion: number, { config, inputs, outputs, renderMode }: NonNullable<Change["presets"]>) {
  const given = { inputs, outputs, renderMode };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { typeVersion, config, ...said } as NonNullable<TemplateColumns["initialSchema"]>;
}

function refusal(details: ErrorDetail[]): AppError {
  return new AppError("invalid_request", details[0]?.message ?? "This does not fit.", { details });
}

async function note(
  tx: Transaction,
  scope: Scope,
  action: Extract<AuditAction, `template.${string}`>,
  view: NodeTemplateView,
  before: NodeTemplateView | null,
  metadata: JsonObject = {},
): Promise<void> {
  await recordAudit(tx, scope, {
    eventType: action === "template.create" ? "create" : action === "template.delete" ? "delete" : "update",
    action,
    resource: { type: "node_template", name: view.name ?? view.code },
    ...(before ? { before: noted(before) } : {}),
    ...(action === "template.delete" ? {} : { after: noted(view) }),
    metadata: { code: view.code, ...metadata },
  });
}

/** What the audit log is told: which fields are preset, not with what. */
function noted(view: NodeTemplateView): JsonObject {
  const { name, description, icon, category, isActive, presets } = view;
  const keysOf = (isIn: (field: NodeTemplateView["fields"][number]) => boolean) =>
    view.fields.filter(isIn).map(({ key }) => key);
  return {
    ...{ name, description, icon, category, isActive, presets },
    schemaPolicy: { inputs: { ...view.schemaPolicy.inputs }, outputs: { ...view.schemaPolicy.outputs } },
    hidden: keysOf((field) => field.isHidden),
    locked: keysOf((field) => field.isLocked),
    required: keysOf((field) => field.required),
    conditions: Object.fromEntries(
      view.fields.flatMap(({ key, visibleWhen }) => (visibleWhen ? [[key, { ...visibleWhen }]] : [])),
    ),
  };
}
