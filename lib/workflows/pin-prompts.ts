// Makes a graph name versions of prompts by their numbers, before it is kept for a run or published: what is kept never
// changes, while a draft may follow the latest version of a prompt. Server only.

import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { promptTemplates, promptTemplateVersions } from "@/db/schema/prompts";
import { pinPromptsOf } from "../graph/prompt-reference";
import type { Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";
import { promptReferencesOf } from "./find-prompts";

function selectLatest(tx: Transaction, workspaceId: string, ids: string[]) {
  return tx
    .select({ id: promptTemplates.id, number: promptTemplateVersions.number })
    .from(promptTemplates)
    .innerJoin(promptTemplateVersions, eq(promptTemplateVersions.id, promptTemplates.currentVersionId))
    .where(and(eq(promptTemplates.workspaceId, workspaceId), inArray(promptTemplates.id, ids)))
    .orderBy(promptTemplates.id);
}

const idsOf = (graph: Graph) => [...new Set(promptReferencesOf(graph).map(({ promptId }) => promptId))];

const pinned = (graph: Graph, rows: { id: string; number: number }[]) =>
  pinPromptsOf(graph, catalogue, new Map(rows.map(({ id, number }) => [id, number])));

/** The graph with the current versions of its prompts in place of `latest`. */
export async function pinPrompts(tx: Transaction, workspaceId: string, graph: Graph): Promise<Graph> {
  const ids = idsOf(graph);
  return ids.length === 0 ? graph : pinned(graph, await selectLatest(tx, workspaceId, ids));
}

/** The same, and until the transaction ends nobody deletes a prompt that the graph names. */
export async function holdPrompts(tx: Transaction, workspaceId: string, graph: Graph): Promise<Graph> {
  const ids = idsOf(graph);
  if (ids.length === 0) return graph;
  return pinned(graph, await selectLatest(tx, workspaceId, ids).for("key share", { of: promptTemplates }));
}
