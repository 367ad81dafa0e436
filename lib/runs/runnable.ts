// Which graph a run executes: what is in production, a version by number, or the draft. Drafts are checked before they
// run; versions were when they were published.

import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agentDeployments, agents } from "@/db/schema/agents";
import { runGraphs } from "@/db/schema/runs";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { may, type Scope } from "../auth/scope";
import { checksumOf } from "../graph/checksum";
import type { Plan } from "../graph/plan";
import { AppError } from "../shared/errors";
import { readDraft } from "../workflows/draft-rows";
import { findProblems, keepRunGraph, refuseProblems } from "../workflows/publish-workflow";
import { knownPlan, planOf } from "./plan-cache";

export interface Runnable {
  workflowId: string;
  workflowName: string;
  versionId: string | null;
  deploymentId: string | null;
  agentId: string | null;
  agentName: string | null;
  checksum: string;
  plan: Plan;
}

export type WhichVersion = number | "draft" | "production";

/** The plan of a stored graph, read only where it is not known. */
export async function loadPlan(tx: Transaction, workspaceId: string, checksum: string): Promise<Plan> {
  const known = knownPlan(checksum);
  if (known) return known;
  const [row] = await tx
    .select({ graph: runGraphs.graph })
    .from(runGraphs)
    .where(and(eq(runGraphs.workspaceId, workspaceId), eq(runGraphs.checksum, checksum)));
  if (!row) throw new AppError("not_found", "The graph of this version is gone.");
  return planOf(checksum, row.graph);
}

async function loadDraft(tx: Transaction, scope: Scope, workflowId: string) {
  if (!may(scope, "workflow.edit")) {
    throw new AppError("forbidden", "Running the draft needs the permission workflow.edit.", {
      params: { permission: "workflow.edit" },
    });
  }
  const { graph } = await readDraft(tx, workflowId);
  const checksum = checksumOf(graph);
  refuseProblems(await findProblems(tx, scope.workspaceId, graph));
  await keepRunGraph(tx, scope.workspaceId, checksum, graph);
  return { versionId: null, checksum, plan: planOf(checksum, graph) };
}

async function loadVersion(tx: Transaction, scope: Scope, workflowId: string, which: WhichVersion) {
  const [version] = await tx
    .select({ id: workflowVersions.id, checksum: workflowVersions.checksum })
    .from(workflowVersions)
    .innerJoin(workflows, eq(workflows.id, workflowVersions.workflowId))
    .where(
      and(
        eq(workflowVersions.workflowId, workflowId),
        typeof which === "number"
          ? eq(workflowVersions.number, which)
          : eq(workflowVersions.id, workflows.publishedVersionId),
      ),
    );
  if (!version) {
    if (typeof which === "number") throw new AppError("not_found", "There is no such version.");
    throw new AppError("not_published", "This workflow has not been published yet. Publish it, or run the draft.");
  }
  const plan = await loadPlan(tx, scope.workspaceId, version.checksum);
  return { versionId: version.id, checksum: version.checksum, plan };
}

/** Loads what a run of a workflow executes. */
export async function loadRunnable(scope: Scope, workflowId: string, which: WhichVersion): Promise<Runnable> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const [workflow] = await tx
      .select({
        name: workflows.name,
        status: workflows.status,
        agentId: agents.id,
        agentName: agents.name,
        deploymentId: agentDeployments.id,
      })
      .from(workflows)
      .leftJoin(agents, eq(agents.workflowId, workflows.id))
      .leftJoin(
        agentDeployments,
        and(
          eq(agentDeployments.agentId, agents.id),
          eq(agentDeployments.environment, "production"),
          eq(agentDeployments.status, "active"),
        ),
      )
      .where(eq(workflows.id, workflowId))
      .limit(1);
    if (!workflow || (scope.agentId && scope.agentId !== workflow.agentId)) {
      throw new AppError("not_found", "There is no such workflow.");
    }
    if (workflow.status === "archived") throw new AppError("not_found", "This workflow is archived.");
    const found =
      which === "draft" ? await loadDraft(tx, scope, workflowId) : await loadVersion(tx, scope, workflowId, which);
    return {
      workflowId,
      workflowName: workflow.name,
      agentId: workflow.agentId,
      agentName: workflow.agentName,
      deploymentId: which === "production" ? workflow.deploymentId : null,
      ...found,
    };
  });
}
