// Reads of providers and models: a workspace's own and those of the whole installation. Server only.

import { and, asc, eq, gt, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { modelProviders, models } from "@/db/schema/models";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import type { listModels as listModelsOperation, ModelView, ProviderView, Use } from "./contract";
import { readProviderFacts, readRouteCounts } from "./read-facts";
import { type ProviderRow, viewOfModel, viewOfProvider } from "./views";

interface Page {
  cursor?: string | undefined;
  limit: number;
}
type ModelFilter = z.output<NonNullable<(typeof listModelsOperation)["query"]>>;

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A page of providers, the oldest first. */
export async function listProviders(scope: Scope, page: Page) {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(modelProviders)
      .where(and(visible(scope, modelProviders.workspaceId), after(modelProviders.id, page.cursor)))
      .orderBy(asc(modelProviders.id))
      .limit(page.limit + 1);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    return { items: await viewProviders(tx, items), nextCursor };
  });
}

async function viewProviders(tx: Transaction, rows: ProviderRow[]): Promise<ProviderView[]> {
  const facts = await readProviderFacts(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => viewOfProvider(row, facts.get(row.id) ?? { keyCount: 0, pause: null }));
}

/** A provider's row as people see it. */
export async function viewProvider(tx: Transaction, row: ProviderRow): Promise<ProviderView> {
  const [view] = await viewProviders(tx, [row]);
  if (!view) throw new Error("a row has a view");
  return view;
}

/** One provider. */
export async function getProvider(scope: Scope, providerId: string): Promise<ProviderView> {
  return withWorkspace(scope.workspaceId, async (tx) => viewProvider(tx, await findProvider(tx, scope, providerId)));
}

/** The row of a provider that the scope may see; throws `not_found`. */
export async function findProvider(tx: Transaction, scope: Scope, providerId: string): Promise<ProviderRow> {
  const [row] = await tx
    .select()
    .from(modelProviders)
    .where(and(eq(modelProviders.id, providerId), visible(scope, modelProviders.workspaceId)));
  if (!row) throw new AppError("not_found", "There is no such provider.");
  return row;
}

/** A page of models, the oldest first. */
export async function listModels(scope: Scope, filter: ModelFilter) {
  const { providerId, type, search, cursor, limit } = filter;
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select({ model: models, provider: { name: modelProviders.name, kind: modelProviders.kind } })
      .from(models)
      .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
      .where(
        and(
          visible(scope, models.workspaceId),
          after(models.id, cursor),
          providerId ? eq(models.providerId, providerId) : undefined,
          type ? eq(models.type, type) : undefined,
          search ? or(contains(models.displayName, search), contains(models.modelId, search)) : undefined,
        ),
      )
      .orderBy(asc(models.id))
      .limit(limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ model }) => model.id);
    const routes = await readRouteCounts(
      tx,
      items.map(({ model }) => model.id),
    );
    return {
      items: items.map(({ model, provider }) => viewOfModel(model, provider, routes.get(model.id) ?? 0)),
      nextCursor,
    };
  });
}

/** One model. */
export async function getModel(scope: Scope, modelId: string): Promise<ModelView> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const { model, provider } = await findModel(tx, scope, modelId);
    return viewOfModel(model, provider, await countRoutes(tx, modelId));
  });
}

/** How many models answer for a model in its place. */
export async function countRoutes(tx: Transaction, modelId: string): Promise<number> {
  return (await readRouteCounts(tx, [modelId])).get(modelId) ?? 0;
}

/** The rows of a model and its provider that the scope may see; throws `not_found`. */
export async function findModel(tx: Transaction, scope: Scope, modelId: string) {
  const [row] = await tx
    .select({ model: models, provider: modelProviders })
    .from(models)
    .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
    .where(and(eq(models.id, modelId), visible(scope, models.workspaceId)));
  if (!row) throw new AppError("not_found", "There is no such model.");
  return row;
}

/** Ids of the models that graphs of this workspace may name, for checking a graph. */
export async function listModelIds(scope: Scope): Promise<string[]> {
  const rows = await withWorkspace(scope.workspaceId, (tx) =>
    tx.select({ id: models.id }).from(models).where(visible(scope, models.workspaceId)),
  );
  return rows.map(({ id }) => id);
}

/** Workflows whose draft or live version names one of these models. */
export async function listUses(tx: Transaction, scope: Scope, modelIds: string[]): Promise<Use[]> {
  if (modelIds.length === 0) return [];
  return tx
    .selectDistinct({ workflowId: workflows.id, name: workflows.name, agentId: agents.id })
    .from(workflowReferences)
    .innerJoin(workflows, eq(workflows.id, workflowReferences.workflowId))
    .leftJoin(agents, eq(agents.workflowId, workflows.id))
    .where(
      and(
        eq(workflowReferences.workspaceId, scope.workspaceId),
        eq(workflowReferences.kind, "model"),
        inArray(workflowReferences.targetId, modelIds),
        or(isNull(workflowReferences.versionId), eq(workflowReferences.versionId, workflows.publishedVersionId)),
      ),
    )
    .orderBy(asc(workflows.name))
    .limit(50);
}

function visible(scope: Scope, column: typeof models.workspaceId | typeof modelProviders.workspaceId): SQL | undefined {
  return or(eq(column, scope.workspaceId), isNull(column));
}

function after(column: typeof models.id | typeof modelProviders.id, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  if (!uuidPattern.test(cursor)) throw new AppError("invalid_request", "The cursor is not one of ours.");
  return gt(column, cursor);
}

function contains(column: typeof models.displayName | typeof models.modelId, search: string): SQL {
  return ilike(column, sql`${`%${search.replace(/[\\%_]/g, "\\$&")}%`}`);
}
