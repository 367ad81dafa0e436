// Adds, changes and deletes prompt templates. A version never changes: editing and restoring add one. Server only.

import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { promptTemplates, promptTemplateVersions } from "@/db/schema/prompts";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { JsonObject } from "../shared/json";
import { checkContent } from "./check-content";
import type {
  createPrompt as createOperation,
  createPromptVersion as createVersionOperation,
  PromptVersion,
  PromptView,
  updatePrompt as updateOperation,
} from "./contract";
import { findPrompt, findVersion, type PromptRow } from "./prompt-row";
import type { PromptVariable } from "./prompt-variable-rules";
import { readUses, viewPrompt } from "./queries";
import { forgetPrompt } from "./read-prompt";

type NewPrompt = z.output<NonNullable<(typeof createOperation)["body"]>>;
type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;
type NewVersion = z.output<NonNullable<(typeof createVersionOperation)["body"]>>;

const nameMeanings = { prompt_templates_name_key: "name_taken" } as const;

interface Content {
  template: string;
  variables: PromptVariable[];
  note: string;
}

/** What the audit log keeps of a prompt; its texts are in the versions. */
function notedOf({ displayName: name, category, description, isActive }: PromptRow): JsonObject {
  return { name, category, description, isActive };
}

const resourceOf = ({ id, displayName }: PromptRow) => ({ type: "prompt", id, name: displayName });

/** Adds the next version and makes it the current one; the prompt's row has to be locked. */
async function insertVersion(
  tx: Transaction,
  scope: Scope,
  promptId: string,
  number: number,
  content: Content,
): Promise<void> {
  const { workspaceId, userId } = scope;
  const id = newId();
  await tx
    .insert(promptTemplateVersions)
    .values({ ...content, id, workspaceId, promptTemplateId: promptId, number, createdBy: userId });
  await tx
    .update(promptTemplates)
    .set({ currentVersionId: id, updatedAt: new Date(), updatedBy: userId })
    .where(and(eq(promptTemplates.id, promptId), eq(promptTemplates.workspaceId, workspaceId)));
}

/** Adds a prompt with its first version. */
export async function createPrompt(scope: Scope, given: NewPrompt): Promise<PromptView> {
  const { name, category, description, template, note } = given;
  const variables = checkContent(template, given.variables);
  const { workspaceId, userId } = scope;
  return withMeanings(nameMeanings, () =>
    withWorkspace(workspaceId, async (tx) => {
      const [row] = await tx
        .insert(promptTemplates)
        .values({ workspaceId, name, displayName: name, category, description, createdBy: userId, updatedBy: userId })
        .returning();
      if (!row) throw new Error("the prompt was not inserted");
      await insertVersion(tx, scope, row.id, 1, { template, variables, note });
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "prompt.create",
        resource: resourceOf(row),
        after: notedOf(row),
      });
      return viewPrompt(tx, scope, row.id);
    }),
  );
}

/** Changes what a prompt is called, or switches it on or off. */
export async function updatePrompt(scope: Scope, promptId: string, change: Change): Promise<PromptView> {
  const { name, category, description, isActive } = change;
  return withMeanings(nameMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const before = await findPrompt(tx, scope, promptId, "change");
      const [row] = await tx
        .update(promptTemplates)
        .set({
          ...(name === undefined ? {} : { name, displayName: name }),
          ...(category === undefined ? {} : { category }),
          ...(description === undefined ? {} : { description }),
          ...(isActive === undefined ? {} : { isActive }),
          updatedBy: scope.userId,
          updatedAt: new Date(),
        })
        .where(and(eq(promptTemplates.id, promptId), eq(promptTemplates.workspaceId, scope.workspaceId)))
        .returning();
      if (!row) throw new Error("the prompt was not updated");
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "prompt.update",
        resource: resourceOf(row),
        before: notedOf(before),
        after: notedOf(row),
      });
      return viewPrompt(tx, scope, promptId);
    }),
  );
}

/** Deletes a prompt with its versions; throws `in_use` while any published version takes its text from it. */
export async function deletePrompt(scope: Scope, promptId: string): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    // Whoever publishes with it holds its row until the version's references are written.
    const row = await findPrompt(tx, scope, promptId, "delete");
    const uses = await readUses(tx, scope, promptId);
    const versions = uses.filter(({ isLive, inEarlier }) => isLive || inEarlier);
    if (versions.length > 0) {
      const names = versions.map((use) => use.name).join(", ");
      throw new AppError("in_use", `${row.displayName} is used by published versions of ${names}.`, {
        params: { name: row.displayName, count: versions.length },
        extra: { uses: uses.map((use) => ({ ...use })) },
      });
    }
    await tx
      .delete(promptTemplates)
      .where(and(eq(promptTemplates.id, promptId), eq(promptTemplates.workspaceId, scope.workspaceId)));
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "prompt.delete",
      resource: resourceOf(row),
      before: notedOf(row),
    });
  });
  forgetPrompt(scope.workspaceId, promptId);
}

/** The number of the current version of a locked prompt, which is its highest. */
async function currentNumber(tx: Transaction, scope: Scope, promptId: string): Promise<number> {
  return (await findVersion(tx, scope, promptId, "current")).number;
}

async function addVersion(
  tx: Transaction,
  scope: Scope,
  prompt: PromptRow,
  { content, number, restores }: { content: Content; number: number; restores?: number },
): Promise<PromptVersion> {
  await insertVersion(tx, scope, prompt.id, number, content);
  await recordAudit(tx, scope, {
    eventType: "update",
    action: restores === undefined ? "prompt.version" : "prompt.restore",
    resource: resourceOf(prompt),
    after: { number, note: content.note, ...(restores === undefined ? {} : { restores }) },
  });
  return findVersion(tx, scope, prompt.id, number);
}

/** Adds a version, which becomes the current one. */
export async function createPromptVersion(scope: Scope, promptId: string, given: NewVersion): Promise<PromptVersion> {
  const { template, note, basedOn } = given;
  const variables = checkContent(template, given.variables);
  return withWorkspace(scope.workspaceId, async (tx) => {
    const prompt = await findPrompt(tx, scope, promptId, "change");
    const current = await currentNumber(tx, scope, promptId);
    if (basedOn !== undefined && basedOn !== current) {
      throw new AppError("conflict", `Somebody has added version ${current} since you began.`, {
        params: { number: current },
        extra: { current },
      });
    }
    return addVersion(tx, scope, prompt, { content: { template, variables, note }, number: current + 1 });
  });
}

/** Adds an earlier version once more as the current one. */
export async function restorePromptVersion(
  scope: Scope,
  promptId: string,
  number: number,
  note: string,
): Promise<PromptVersion> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const prompt = await findPrompt(tx, scope, promptId, "change");
    const { template, variables, isCurrent } = await findVersion(tx, scope, promptId, number);
    if (isCurrent) throw new AppError("conflict", `Version ${number} is the current one already.`);
    const content = { template, variables, note };
    return addVersion(tx, scope, prompt, {
      content,
      number: (await currentNumber(tx, scope, promptId)) + 1,
      restores: number,
    });
  });
}
