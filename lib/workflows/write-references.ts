// Keeps the table that answers "what uses this?" true: rewritten with every save of a draft and every publish.

import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { workflowReferences } from "@/db/schema/workflows";
import { referencesOfGraph } from "../graph/references-of-graph";
import type { Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";

/** PostgreSQL takes 65,535 parameters a statement, and a large graph may refer to more than that. */
const rowsPerStatement = 5_000;

/** Writes what a graph refers to, for the draft or for a version. */
export async function writeReferences(
  tx: Transaction,
  place: { workspaceId: string; workflowId: string },
  graph: Graph,
  versionId: string | null = null,
): Promise<void> {
  const { workflowId } = place;
  await tx
    .delete(workflowReferences)
    .where(
      and(
        eq(workflowReferences.workflowId, workflowId),
        versionId === null ? isNull(workflowReferences.versionId) : eq(workflowReferences.versionId, versionId),
      ),
    );
  const rows = referencesOfGraph(graph, catalogue).map((reference) => ({ ...place, versionId, ...reference }));
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await tx
      .insert(workflowReferences)
      .values(rows.slice(from, from + rowsPerStatement))
      .onConflictDoNothing();
  }
}
