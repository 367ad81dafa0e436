// Reads of prompt templates: the list by keyset, categories, one prompt, its versions, where it is used. Server only.

import { and, count, desc, eq, ilike, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { promptTemplates, promptTemplateVersions } from "@/db/schema/prompts";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import type {
  listPrompts as listOperation,
  PromptSummary,
  PromptUse,
  PromptVersion,
  PromptVersionSummary,
  PromptView,
} from "./contract";
import {
  findPrompt,
  findVersion,
  selectPrompts,
  selectVersionSummaries,
  summaryOf,
  versionSummaryOf,
} from "./prompt-row";

type PromptFilter = z.output<NonNullable<(typeof listOperation)["query"]>>;

function contains(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const { displayName, category, description } = promptTemplates;
  return or(ilike(displayName, pattern), ilike(category, pattern), ilike(description, pattern));
}

/** A page of the workspace's prompts, the newest first. */
export async function listPrompts(
  scope: Scope,
  { cursor, limit, search, category, uncategorized, active }: PromptFilter,
): Promise<{ items: PromptSummary[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await selectPrompts(tx)
      .where(
        and(
          eq(promptTemplates.workspaceId, scope.workspaceId),
          cursor ? lt(promptTemplates.id, cursor) : undefined,
          search?.trim() ? contains(search.trim()) : undefined,
          category === undefined ? undefined : eq(promptTemplates.category, category),
          uncategorized === undefined ? undefined : (uncategorized ? eq : ne)(promptTemplates.category, ""),
          active === undefined ? undefined : eq(promptTemplates.isActive, active),
        ),
      )
      .orderBy(desc(promptTemplates.id))
      .limit(limit + 1);
    return toPage(rows.map(summaryOf), limit, (row) => row.id);
  });
}

/** Categories in use, by name; the empty one is that of prompts without any. */
export async function listPromptCategories(scope: Scope): Promise<{ items: { category: string; count: number }[] }> {
  const { category } = promptTemplates;
  const items = await withWorkspace(scope.workspaceId, (tx) =>
    tx
      .select({ category, count: count() })
      .from(promptTemplates)
      .where(eq(promptTemplates.workspaceId, scope.workspaceId))
      .groupBy(category)
      .orderBy(sql`lower(${category})`, category)
      .limit(500),
  );
  return { items };
}

/** A prompt with its current version inside a transaction; throws `not_found`. */
export async function viewPrompt(tx: Transaction, scope: Scope, promptId: string): Promise<PromptView> {
  const [row] = await selectPrompts(tx).where(
    and(eq(promptTemplates.id, promptId), eq(promptTemplates.workspaceId, scope.workspaceId)),
  );
  if (!row) throw new AppError("not_found", "There is no such prompt.");
  return { ...summaryOf(row), current: await findVersion(tx, scope, promptId, "current") };
}

/** One prompt with its current version. */
export async function getPrompt(scope: Scope, promptId: string): Promise<PromptView> {
  return withWorkspace(scope.workspaceId, (tx) => viewPrompt(tx, scope, promptId));
}

/** Versions without their texts, the newest first. */
export async function listPromptVersions(
  scope: Scope,
  promptId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: PromptVersionSummary[]; nextCursor: string | null }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findPrompt(tx, scope, promptId);
    const rows = await selectVersionSummaries(tx)
      .where(
        and(
          eq(promptTemplateVersions.promptTemplateId, promptId),
          cursor === undefined ? undefined : lt(promptTemplateVersions.number, Number(cursor)),
        ),
      )
      .orderBy(desc(promptTemplateVersions.number))
      .limit(limit + 1);
    return toPage(rows.map(versionSummaryOf), limit, (row) => String(row.number));
  });
}

/** One version with its text. */
export async function getPromptVersion(scope: Scope, promptId: string, number: number): Promise<PromptVersion> {
  return withWorkspace(scope.workspaceId, (tx) => findVersion(tx, scope, promptId, number));
}

/** Workflows of which a draft or any version takes its text from a prompt. */
export async function readUses(tx: Transaction, scope: Scope, promptId: string): Promise<PromptUse[]> {
  const { versionId } = workflowReferences;
  const live = workflows.publishedVersionId;
  return (
    tx
      .select({
        workflowId: workflows.id,
        name: workflows.name,
        agentId: agents.id,
        inDraft: sql<boolean>`bool_or(${versionId} is null)`,
        isLive: sql<boolean>`coalesce(bool_or(${versionId} = ${live}), false)`,
        inEarlier: sql<boolean>`bool_or(${versionId} is not null and ${versionId} is distinct from ${live})`,
      })
      .from(workflowReferences)
      .innerJoin(workflows, eq(workflows.id, workflowReferences.workflowId))
      .leftJoin(agents, eq(agents.workflowId, workflows.id))
      .where(
        and(
          eq(workflowReferences.workspaceId, scope.workspaceId),
          eq(workflowReferences.kind, "prompt"),
          eq(workflowReferences.targetId, promptId),
        ),
      )
      .groupBy(workflows.id, agents.id)
      // Those that keep it from being deleted must not be cut off.
      .orderBy(sql`bool_or(${versionId} is not null) desc`, workflows.name)
      .limit(100)
  );
}

/** Where a prompt is used. */
export async function listPromptUses(scope: Scope, promptId: string): Promise<{ items: PromptUse[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findPrompt(tx, scope, promptId);
    return { items: await readUses(tx, scope, promptId) };
  });
}
