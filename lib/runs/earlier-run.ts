// An earlier run as what a new one is made after: run again, or forked. Reads it and says what is stored of the new one;
// starts nothing.

import { eq } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import type { Plan } from "../graph/plan";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { RunRecord } from "./run-spec";
import { loadPlan } from "./runnable";

export type RunRow = typeof runs.$inferSelect;

/** A run of the scope's with the plan of the graph that it executed. */
export async function loadEarlierRun(scope: Scope, runId: string): Promise<{ row: RunRow; plan: Plan }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx.select().from(runs).where(eq(runs.id, runId));
    if (!row || (scope.agentId && scope.agentId !== row.agentId))
      throw new AppError("not_found", "There is no such run.");
    return { row, plan: await loadPlan(tx, scope.workspaceId, row.graphChecksum) };
  });
}

/** What is stored of a new run of the same graph; no deployment has started it. */
export function recordAfter(row: RunRow, metadata: JsonObject | null): RunRecord {
  return {
    versionId: row.versionId,
    deploymentId: null,
    agentName: row.agentName,
    workflowName: row.workflowName ?? "",
    graphChecksum: row.graphChecksum,
    kind: row.kind,
    metadata,
  };
}
