// Which graph a run executes: what is in production, a version by number, or the draft. Drafts are checked before they
// run; versions were when they were published.

import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { runGraphs } from "@/db/schema/runs";
import { workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { may, type Scope } from "../auth/scope";
import { checksumOf } from "../graph/checksum";
import type { Plan } from "../graph/plan";
import { AppError } from "../shared/errors";
import { readDraft } from "../workflows/draft-rows";
import { findLive, type LiveVersion } from "../workflows/live-version";
import { pinPrompts } from "../workflows/pin-prompts";
import { findProblems, keepRunGraph, refuseProblems } from "../workflows/publish-workflow";
import { knownPlan, planOf } from "./plan-cache";

export interface Runnable {
  workflowId: string;
  workflowName: string;
  versionId: string | null;
  /** As people know the version; null for the draft. */
  versionNumber: number | null;
  deploymentId: string | null;
  agentId: string | null;
  agentName: string | null;
  /** Of whoever runs it. */
  userName: string | null;
  quotas: LiveVersion["quotas"];
  checksum: string;
  plan: Plan;
}

type Chosen = Pick<Runnable, "versionId" | "versionNumber" | "checksum" | "plan">;

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

async function loadDraft(tx: Transaction, scope: Scope, workflowId: string): Promise<Chosen> {
  if (!may(scope, "workflow.edit")) {
    throw new AppError("forbidden", "Running the draft needs the permission workflow.edit.", {
      params: { permission: "workflow.edit" },
    });
  }
  const { graph: draft } = await readDraft(tx, workflowId);
  // Resuming reads what is kept here, so it names the versions of prompts as they are now.
  const graph = await pinPrompts(tx, scope.workspaceId, draft);
  const checksum = checksumOf(graph);
  refuseProblems(await findProblems(tx, scope.workspaceId, graph));
  await keepRunGraph(tx, scope.workspaceId, checksum, graph);
  return { versionId: null, versionNumber: null, checksum, plan: planOf(checksum, graph) };
}

async function loadNumbered(tx: Transaction, scope: Scope, workflowId: string, number: number): Promise<Chosen> {
  const [version] = await tx
    .select({ id: workflowVersions.id, checksum: workflowVersions.checksum })
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, workflowId), eq(workflowVersions.number, number)));
  if (!version) throw new AppError("not_found", "There is no such version.");
  const { id, checksum } = version;
  return { versionId: id, versionNumber: number, checksum, plan: await loadPlan(tx, scope.workspaceId, checksum) };
}

/** The plan of what is in production, mostly known already. */
async function loadProduction(scope: Scope, version: LiveVersion["version"]): Promise<Chosen> {
  if (!version) {
    throw new AppError("not_published", "This workflow has not been published yet. Publish it, or run the draft.");
  }
  const { id, number, checksum } = version;
  const plan =
    knownPlan(checksum) ?? (await withWorkspace(scope.workspaceId, (tx) => loadPlan(tx, scope.workspaceId, checksum)));
  return { versionId: id, versionNumber: number, checksum, plan };
}

async function loadChosen(scope: Scope, workflowId: string, which: WhichVersion, live: LiveVersion): Promise<Chosen> {
  if (which === "production") return loadProduction(scope, live.version);
  return withWorkspace(scope.workspaceId, (tx) =>
    which === "draft" ? loadDraft(tx, scope, workflowId) : loadNumbered(tx, scope, workflowId, which),
  );
}

/** How many runs a workflow may have at a time, for runs that execute what an earlier one did. */
export async function loadQuotas(scope: Scope, workflowId: string): Promise<LiveVersion["quotas"]> {
  const live = await findLive(scope.workspaceId, workflowId, scope.userId);
  return live?.quotas ?? { workspaceRuns: null, agentRuns: null };
}

/** Loads what a run of a workflow executes. */
export async function loadRunnable(scope: Scope, workflowId: string, which: WhichVersion): Promise<Runnable> {
  const live = await findLive(scope.workspaceId, workflowId, scope.userId);
  if (!live || (scope.agentId && scope.agentId !== live.agent?.id)) {
    throw new AppError("not_found", "There is no such workflow.");
  }
  if (live.isArchived) throw new AppError("not_found", "This workflow is archived.");
  return {
    workflowId,
    workflowName: live.workflowName,
    agentId: live.agent?.id ?? null,
    agentName: live.agent?.name ?? null,
    deploymentId: which === "production" ? live.deploymentId : null,
    userName: live.userName,
    quotas: live.quotas,
    ...(await loadChosen(scope, workflowId, which, live)),
  };
}
