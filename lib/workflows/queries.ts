// Reads of workflows as people look at them: the list by keyset, one workflow, its versions, what graphs may refer to.

import { and, count, desc, eq, ilike, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { secrets } from "@/db/schema/access";
import { agents } from "@/db/schema/agents";
import { users } from "@/db/schema/identity";
import { modelProviders, models } from "@/db/schema/models";
import { tools } from "@/db/schema/tools";
import { nodes, workflows, workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import type { Graph } from "../graph/schema";
import { type CursorParts, readCursor, writeCursor } from "../http/list-cursor";
import { toPage } from "../http/page";
import { parametersOfModel } from "../models/parameter-preset-rules";
import { AppError } from "../shared/errors";
import type { WorkflowStatus } from "../shared/statuses";
import type { ChangeView, DraftView, VersionView, WorkflowView } from "./contract";
import { readDraft } from "./draft-rows";
import { listPickedPrompts } from "./find-prompts";
import { usableTool } from "./find-unapproved-tools";

const workflowColumns = {
  id: workflows.id,
  name: workflows.name,
  slug: workflows.slug,
  description: workflows.description,
  status: workflows.status,
  revision: workflows.revision,
  publishedVersionId: workflows.publishedVersionId,
  publishedNumber: workflowVersions.number,
  agentId: agents.id,
  createdAt: workflows.createdAt,
  updatedAt: workflows.updatedAt,
  updatedByName: users.name,
};

function selectWorkflows(tx: Transaction) {
  return tx
    .select({
      ...workflowColumns,
      nodeCount: sql<number>`(select ${count()}::int from ${nodes} where ${nodes.workflowId} = ${workflows.id})`,
    })
    .from(workflows)
    .leftJoin(workflowVersions, eq(workflowVersions.id, workflows.publishedVersionId))
    .leftJoin(agents, eq(agents.workflowId, workflows.id))
    .leftJoin(users, eq(users.id, workflows.updatedBy));
}

type WorkflowRow = Awaited<ReturnType<typeof selectWorkflows>>[number];

function viewOf(row: WorkflowRow): WorkflowView {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}

/** A pattern that finds the text anywhere; what LIKE reads as wildcards is taken literally. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Rows that come after the cursor in the order (updated_at desc, id desc). */
function after(cursor: CursorParts): SQL {
  return sql`(${workflows.updatedAt}, ${workflows.id}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`;
}

/** Workflows, the last changed first. */
export async function listWorkflows(
  scope: Scope,
  query: {
    cursor?: string | undefined;
    limit: number;
    search?: string | undefined;
    status?: WorkflowStatus | undefined;
  },
): Promise<{ items: WorkflowView[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await selectWorkflows(tx)
      .where(
        and(
          eq(workflows.workspaceId, scope.workspaceId),
          query.status ? eq(workflows.status, query.status) : sql`${workflows.status} <> 'archived'`,
          query.search
            ? or(
                ilike(workflows.name, containsPattern(query.search)),
                ilike(workflows.description, containsPattern(query.search)),
              )
            : undefined,
          query.cursor ? after(readCursor(query.cursor)) : undefined,
        ),
      )
      .orderBy(desc(workflows.updatedAt), desc(workflows.id))
      .limit(query.limit + 1);
    return toPage(rows.map(viewOf), query.limit, (row) => writeCursor({ at: row.updatedAt, id: row.id }));
  });
}

/** One workflow inside a transaction; `not_found` for another workspace's. */
export async function findWorkflow(tx: Transaction, workflowId: string): Promise<WorkflowView> {
  const [row] = await selectWorkflows(tx).where(eq(workflows.id, workflowId));
  if (!row) throw new AppError("not_found", "There is no such workflow.");
  return viewOf(row);
}

/** One workflow. */
export async function getWorkflow(scope: Scope, workflowId: string): Promise<WorkflowView> {
  return withWorkspace(scope.workspaceId, (tx) => findWorkflow(tx, workflowId));
}

/** The draft with the revision it is at. */
export async function getDraft(scope: Scope, workflowId: string): Promise<DraftView> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const { workflow, graph } = await readDraft(tx, workflowId);
    return { revision: workflow.revision, graph };
  });
}

const versionColumns = {
  id: workflowVersions.id,
  number: workflowVersions.number,
  semver: workflowVersions.semver,
  versionType: workflowVersions.versionType,
  state: workflowVersions.state,
  releaseNotes: workflowVersions.releaseNotes,
  change: workflowVersions.change,
  checksum: workflowVersions.checksum,
  releasedAt: workflowVersions.releasedAt,
  createdAt: workflowVersions.createdAt,
  releasedByName: users.name,
  liveVersionId: workflows.publishedVersionId,
};

function selectVersions(tx: Transaction) {
  return tx
    .select(versionColumns)
    .from(workflowVersions)
    .innerJoin(workflows, eq(workflows.id, workflowVersions.workflowId))
    .leftJoin(users, eq(users.id, workflowVersions.releasedBy));
}

type VersionRow = Awaited<ReturnType<typeof selectVersions>>[number];

function versionOf({ change, liveVersionId, createdAt, ...row }: VersionRow): VersionView {
  return {
    ...row,
    changes: (change.changes ?? []) as ChangeView[],
    isLive: liveVersionId === row.id,
    releasedAt: (row.releasedAt ?? createdAt).toISOString(),
  };
}

/** Versions, the newest first. */
export async function listVersions(
  scope: Scope,
  workflowId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: VersionView[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findWorkflow(tx, workflowId);
    const before = query.cursor === undefined ? null : Number(query.cursor);
    const rows = await selectVersions(tx)
      .where(
        and(
          eq(workflowVersions.workflowId, workflowId),
          before === null ? undefined : lt(workflowVersions.number, before),
        ),
      )
      .orderBy(desc(workflowVersions.number))
      .limit(query.limit + 1);
    return toPage(rows.map(versionOf), query.limit, (row) => String(row.number));
  });
}

/** One version inside a transaction, with its graph. */
export async function findVersion(
  tx: Transaction,
  workflowId: string,
  number: number,
): Promise<VersionView & { graph: Graph }> {
  const [row] = await tx
    .select({ ...versionColumns, graph: workflowVersions.graph })
    .from(workflowVersions)
    .innerJoin(workflows, eq(workflows.id, workflowVersions.workflowId))
    .leftJoin(users, eq(users.id, workflowVersions.releasedBy))
    .where(and(eq(workflowVersions.workflowId, workflowId), eq(workflowVersions.number, number)));
  if (!row) throw new AppError("not_found", "There is no such version.");
  const { graph, ...version } = row;
  return { ...versionOf(version), graph };
}

/** One version with its graph. */
export async function getVersion(
  scope: Scope,
  workflowId: string,
  number: number,
): Promise<VersionView & { graph: Graph }> {
  return withWorkspace(scope.workspaceId, (tx) => findVersion(tx, workflowId, number));
}

/** Models and secrets that graphs of the workspace may refer to. */
export async function readGraphFacts(tx: Transaction, workspaceId: string) {
  const [modelRows, secretRows] = await Promise.all([
    tx
      .select({
        id: models.id,
        name: models.displayName,
        providerName: modelProviders.name,
        usable: sql<boolean>`${models.status} in ('active', 'beta') and ${modelProviders.status} <> 'disabled'`,
        inputPrice: models.inputPrice,
        outputPrice: models.outputPrice,
        currency: models.currency,
        modelId: models.modelId,
        type: models.type,
        maxTokens: models.maxTokens,
        capabilities: models.capabilities,
        parameters: models.parameters,
        providerKind: modelProviders.kind,
      })
      .from(models)
      .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
      .where(
        and(
          or(eq(models.workspaceId, workspaceId), isNull(models.workspaceId)),
          eq(models.type, "chat"),
          sql`${models.status} <> 'disabled'`,
        ),
      )
      // In the order in which a node without a model of its own is given one: the first usable is its default.
      .orderBy(
        desc(sql`${models.workspaceId} is not null`),
        desc(models.isDefault),
        desc(models.isRecommended),
        models.id,
      ),
    tx.select({ name: secrets.name }).from(secrets).orderBy(secrets.name),
  ]);
  const standIn = modelRows.find(({ usable }) => usable);
  const facts = modelRows.map(({ id, name, providerName, usable, inputPrice, outputPrice, currency, ...model }) => ({
    id,
    name,
    providerName,
    usable,
    isDefault: id === standIn?.id,
    inputPrice,
    outputPrice,
    currency,
    parameters: parametersOfModel(model),
  }));
  return { models: facts, secrets: secretRows.map((row) => row.name) };
}

/** More tools than anybody picks from. */
const maxTools = 2_000;

function listPickedTools(tx: Transaction, workspaceId: string) {
  return tx
    .select({ id: tools.id, name: tools.name, title: tools.displayName, status: tools.status, usable: usableTool })
    .from(tools)
    .where(eq(tools.workspaceId, workspaceId))
    .orderBy(sql`lower(${tools.displayName})`, tools.id)
    .limit(maxTools);
}

/** The same for the designer, with tools and prompts, and the model marked that stands in where a node names none. */
export async function getGraphFacts(scope: Scope) {
  const [facts, picked, prompts] = await withWorkspace(scope.workspaceId, async (tx) => [
    await readGraphFacts(tx, scope.workspaceId),
    await listPickedTools(tx, scope.workspaceId),
    await listPickedPrompts(tx, scope.workspaceId),
  ]);
  return {
    secrets: facts.secrets,
    tools: picked,
    prompts,
    models: facts.models.map(({ usable: _, ...model }) => model),
  };
}
