// Rows of prompt templates and their versions, and what people see of them. Server only.

import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/identity";
import { promptTemplates, promptTemplateVersions } from "@/db/schema/prompts";
import type { Scope } from "../auth/scope";
import type { Field } from "../graph/schema";
import { AppError } from "../shared/errors";
import type { PromptSummary, PromptVersion, PromptVersionSummary } from "./contract";
import type { PromptVariable } from "./prompt-variable-rules";

export type PromptRow = typeof promptTemplates.$inferSelect;

/** A prompt of the workspace; throws `not_found`. Locked where it is about to change or go. */
export async function findPrompt(
  tx: Transaction,
  scope: Scope,
  promptId: string,
  lock: "none" | "change" | "delete" = "none",
): Promise<PromptRow> {
  const query = tx
    .select()
    .from(promptTemplates)
    .where(and(eq(promptTemplates.id, promptId), eq(promptTemplates.workspaceId, scope.workspaceId)));
  const [row] = await (lock === "none" ? query : query.for(lock === "delete" ? "update" : "no key update"));
  if (!row) throw new AppError("not_found", "There is no such prompt.");
  return row;
}

/** Prompts with the facts of their current versions, without the texts. */
export function selectPrompts(tx: Transaction) {
  return tx
    .select({
      id: promptTemplates.id,
      name: promptTemplates.displayName,
      category: promptTemplates.category,
      description: promptTemplates.description,
      isActive: promptTemplates.isActive,
      currentNumber: promptTemplateVersions.number,
      variableCount: sql<number>`jsonb_array_length(${promptTemplateVersions.variables})`,
      usageCount: promptTemplates.usageCount,
      createdAt: promptTemplates.createdAt,
      updatedAt: promptTemplates.updatedAt,
      updatedByName: users.name,
    })
    .from(promptTemplates)
    .innerJoin(promptTemplateVersions, eq(promptTemplateVersions.id, promptTemplates.currentVersionId))
    .leftJoin(users, eq(users.id, promptTemplates.updatedBy));
}

type SelectedPrompt = Awaited<ReturnType<typeof selectPrompts>>[number];

/** A row of the list. */
export function summaryOf({ createdAt, updatedAt, ...row }: SelectedPrompt): PromptSummary {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

const versionColumns = {
  id: promptTemplateVersions.id,
  number: promptTemplateVersions.number,
  note: promptTemplateVersions.note,
  isCurrent: sql<boolean>`${promptTemplateVersions.id} = ${promptTemplates.currentVersionId}`,
  length: sql<number>`char_length(${promptTemplateVersions.template})`,
  createdAt: promptTemplateVersions.createdAt,
  createdByName: users.name,
};

/** Versions without their texts. */
export function selectVersionSummaries(tx: Transaction) {
  return tx
    .select(versionColumns)
    .from(promptTemplateVersions)
    .innerJoin(promptTemplates, eq(promptTemplates.id, promptTemplateVersions.promptTemplateId))
    .leftJoin(users, eq(users.id, promptTemplateVersions.createdBy));
}

type SelectedSummary = Awaited<ReturnType<typeof selectVersionSummaries>>[number];

/** A version without its text, as lists have it. */
export function versionSummaryOf<Row extends SelectedSummary>({
  createdAt,
  ...row
}: Row): Omit<Row, "createdAt"> & Pick<PromptVersionSummary, "createdAt"> {
  return { ...row, createdAt: createdAt.toISOString() };
}

/** One version inside a transaction; throws `not_found`. */
export async function findVersion(
  tx: Transaction,
  scope: Scope,
  promptId: string,
  number: number | "current",
): Promise<PromptVersion> {
  const [row] = await tx
    .select({
      ...versionColumns,
      template: promptTemplateVersions.template,
      variables: promptTemplateVersions.variables,
    })
    .from(promptTemplateVersions)
    .innerJoin(promptTemplates, eq(promptTemplates.id, promptTemplateVersions.promptTemplateId))
    .leftJoin(users, eq(users.id, promptTemplateVersions.createdBy))
    .where(
      and(
        eq(promptTemplates.id, promptId),
        eq(promptTemplates.workspaceId, scope.workspaceId),
        number === "current"
          ? eq(promptTemplateVersions.id, promptTemplates.currentVersionId)
          : eq(promptTemplateVersions.number, number),
      ),
    );
  if (!row) throw new AppError("not_found", "There is no such version.");
  return { ...versionSummaryOf(row), variables: variablesOfRow(row.variables) };
}

/** The variables that a row keeps as fields. */
function variablesOfRow(fields: readonly Field[]): PromptVariable[] {
  return fields as PromptVariable[];
}
