// What validation has to know of the prompts that graphs name: whether they are there and switched on, how far their
// versions go, which of their variables need a value. Server only.

import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { promptTemplates, promptTemplateVersions } from "@/db/schema/prompts";
import type { PromptFacts } from "../graph/node-type";
import { type PromptReference, promptsOfNode } from "../graph/prompt-reference";
import type { Field, Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** As far as a column of versions goes. */
const highestNumber = 2_147_483_647;

/** Every prompt that a graph names by an id that can be one. */
export function promptReferencesOf(graph: Graph): PromptReference[] {
  return graph.nodes
    .flatMap((node) => promptsOfNode(node, catalogue).map(({ reference }) => reference))
    .filter(({ promptId }) => uuidPattern.test(promptId));
}

/** Names of variables that have no default and need a value. */
function requiredOf(variables: readonly Field[]): string[] {
  return variables
    .filter(({ required, default: preset }) => required && (preset === undefined || preset === ""))
    .map(({ name }) => name);
}

/** The prompts that a graph names, as far as they are there. */
export async function findPrompts(
  tx: Transaction,
  workspaceId: string,
  graph: Graph,
): Promise<ReadonlyMap<string, PromptFacts>> {
  const references = promptReferencesOf(graph);
  if (references.length === 0) return new Map();
  const numbers = references.flatMap(({ version }) =>
    version !== "latest" && Number.isInteger(version) && version <= highestNumber ? [version] : [],
  );
  const { id, currentVersionId } = promptTemplates;
  const rows = await tx
    .select({
      id,
      name: promptTemplates.displayName,
      isActive: promptTemplates.isActive,
      isCurrent: sql<boolean>`${promptTemplateVersions.id} = ${currentVersionId}`,
      number: promptTemplateVersions.number,
      variables: promptTemplateVersions.variables,
    })
    .from(promptTemplates)
    .innerJoin(promptTemplateVersions, eq(promptTemplateVersions.promptTemplateId, id))
    .where(
      and(
        eq(promptTemplates.workspaceId, workspaceId),
        inArray(id, [...new Set(references.map(({ promptId }) => promptId))]),
        or(
          eq(promptTemplateVersions.id, currentVersionId),
          numbers.length > 0 ? inArray(promptTemplateVersions.number, [...new Set(numbers)]) : undefined,
        ),
      ),
    );
  return new Map(
    [...Map.groupBy(rows, (row) => row.id)].flatMap(([promptId, versions]) => {
      const current = versions.find(({ isCurrent }) => isCurrent);
      if (!current) return [];
      const required = new Map(versions.map(({ number, variables }) => [number, requiredOf(variables)]));
      return [[promptId, { name: current.name, isActive: current.isActive, latest: current.number, required }]];
    }),
  );
}

/** More prompts than anybody picks from. */
const maxPrompts = 2_000;

/** The prompts of a workspace with what the designer checks of their current versions. */
export async function listPickedPrompts(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({
      id: promptTemplates.id,
      name: promptTemplates.displayName,
      isActive: promptTemplates.isActive,
      latest: promptTemplateVersions.number,
      variables: promptTemplateVersions.variables,
    })
    .from(promptTemplates)
    .innerJoin(promptTemplateVersions, eq(promptTemplateVersions.id, promptTemplates.currentVersionId))
    .where(eq(promptTemplates.workspaceId, workspaceId))
    .orderBy(sql`lower(${promptTemplates.displayName})`, promptTemplates.id)
    .limit(maxPrompts);
  return rows.map(({ variables, ...row }) => ({ ...row, required: requiredOf(variables) }));
}
