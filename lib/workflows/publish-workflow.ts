// Publishes a draft: a version that never changes, and the pointer to it. Making it live for people who talk to an
// agent is the agents' part, in the same transaction.

import { desc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { runGraphs } from "@/db/schema/runs";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { checksumOf } from "../graph/checksum";
import { diffGraphs } from "../graph/diff";
import type { Problem } from "../graph/problem";
import { emptyGraph, type Graph } from "../graph/schema";
import { validate } from "../graph/validate";
import { catalogue } from "../nodes/catalogue";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { VersionType } from "../shared/statuses";
import type { VersionView } from "./contract";
import { readDraft } from "./draft-rows";
import { findCalled } from "./find-called";
import { findDraftCalls } from "./find-draft-calls";
import { findPrompts } from "./find-prompts";
import { findUnapprovedTools } from "./find-unapproved-tools";
import { changingLive } from "./live-version";
import { parametersById } from "./parameter-fact-rules";
import { holdPrompts, pinPrompts } from "./pin-prompts";
import { detailsOf } from "./problem-words";
import { findVersion, readGraphFacts } from "./queries";
import { readTemplateRules } from "./template-rules";
import { writeReferences } from "./write-references";

/** Problems of a graph in its workspace: references to models and secrets included. */
export async function findProblems(tx: Transaction, workspaceId: string, graph: Graph): Promise<Problem[]> {
  const [facts, called, prompts, templates] = await Promise.all([
    readGraphFacts(tx, workspaceId),
    findCalled(tx, workspaceId, graph),
    findPrompts(tx, workspaceId, graph),
    readTemplateRules(tx, workspaceId),
  ]);
  return validate(graph, catalogue, {
    ...called,
    prompts,
    models: new Set(facts.models.map((model) => model.id)),
    hasDefaultModel: facts.models.some((model) => model.usable),
    parameters: parametersById(facts.models),
    secrets: new Set(facts.secrets),
    templates,
  });
}

/** The problems of the draft. */
export async function validateDraft(scope: Scope, workflowId: string) {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const { workflow, graph } = await readDraft(tx, workflowId);
    return { revision: workflow.revision, problems: await findProblems(tx, scope.workspaceId, graph) };
  });
}

/** The problems of a graph that is not stored. */
export async function validateGraph(scope: Scope, graph: Graph) {
  return withWorkspace(scope.workspaceId, async (tx) => ({
    problems: await findProblems(tx, scope.workspaceId, graph),
  }));
}

/** Throws `graph_invalid` with every error. */
export function refuseProblems(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length > 0) {
    throw new AppError("graph_invalid", `The graph has ${errors.length} problem(s) that keep it from running.`, {
      params: { count: errors.length },
      details: detailsOf(errors),
    });
  }
}

/** What keeps a graph from being a version, while it may well run in a test. */
async function findPublishFaults(tx: Transaction, workspaceId: string, graph: Graph): Promise<Problem[]> {
  return [...findDraftCalls(graph), ...(await findUnapprovedTools(tx, workspaceId, graph))];
}

async function newestVersion(tx: Transaction, workflowId: string) {
  const [newest] = await tx
    .select()
    .from(workflowVersions)
    .where(eq(workflowVersions.workflowId, workflowId))
    .orderBy(desc(workflowVersions.number))
    .limit(1);
  return newest;
}

function withNodeNames(problems: readonly Problem[], graph: Graph): (Problem & { nodeName?: string })[] {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  return problems.map((problem) => {
    const nodeName = problem.nodeId === undefined ? undefined : names.get(problem.nodeId);
    return nodeName === undefined ? problem : { ...problem, nodeName };
  });
}

/** What publishing the draft would do. */
export async function previewPublish(scope: Scope, workflowId: string) {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const { workflow, graph: draft } = await readDraft(tx, workflowId);
    const graph = await pinPrompts(tx, scope.workspaceId, draft);
    const newest = await newestVersion(tx, workflowId);
    return {
      revision: workflow.revision,
      nextNumber: (newest?.number ?? 0) + 1,
      changes: diffGraphs(newest?.graph ?? emptyGraph(), graph),
      problems: withNodeNames(
        [
          ...(await findProblems(tx, scope.workspaceId, graph)),
          ...(await findPublishFaults(tx, scope.workspaceId, graph)),
        ],
        graph,
      ),
    };
  });
}

function nextSemver(previous: string | undefined, type: VersionType): string {
  const [major = 0, minor = 0, patch = 0] = (previous ?? "0.0.0").split(".").map(Number);
  if (previous === undefined || type === "major") return `${major + 1}.0.0`;
  return type === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Writes a graph once for all runs that execute it. */
export async function keepRunGraph(
  tx: Transaction,
  workspaceId: string,
  checksum: string,
  graph: Graph,
): Promise<void> {
  await tx.insert(runGraphs).values({ workspaceId, checksum, graph }).onConflictDoNothing();
}

export interface Publication {
  revision: number;
  releaseNotes: string;
  versionType: VersionType;
}

/** Writes the draft as the next version inside a transaction; gives its id and number. */
export async function insertVersion(
  tx: Transaction,
  scope: Scope,
  workflowId: string,
  publication: Publication,
): Promise<{ id: string; number: number }> {
  const { workflow, graph: draft } = await readDraft(tx, workflowId, "update");
  if (workflow.status === "archived") throw new AppError("not_found", "This workflow is archived.");
  if (workflow.revision !== publication.revision) {
    throw new AppError("revision_conflict", "The draft was changed after you looked at it. Look again and publish.", {
      params: { revision: workflow.revision },
      extra: { revision: workflow.revision },
    });
  }
  // First, so that what is found of the prompts then still holds when the version is written.
  const graph = await holdPrompts(tx, scope.workspaceId, draft);
  refuseProblems([
    ...(await findProblems(tx, scope.workspaceId, graph)),
    ...(await findPublishFaults(tx, scope.workspaceId, graph)),
  ]);
  const newest = await newestVersion(tx, workflowId);
  const checksum = checksumOf(graph);
  if (newest?.checksum === checksum && newest.id === workflow.publishedVersionId) {
    throw new AppError("nothing_to_publish", `The draft is the same as version ${newest.number}.`, {
      params: { number: newest.number },
    });
  }
  const version = { id: newId(), number: (newest?.number ?? 0) + 1 };
  await keepRunGraph(tx, scope.workspaceId, checksum, graph);
  await tx.insert(workflowVersions).values({
    ...version,
    workspaceId: scope.workspaceId,
    workflowId,
    semver: nextSemver(newest?.semver, publication.versionType),
    versionType: publication.versionType,
    change: { changes: diffGraphs(newest?.graph ?? emptyGraph(), graph) },
    graph,
    checksum,
    releaseNotes: publication.releaseNotes,
    releasedBy: scope.userId,
    releasedAt: new Date(),
    createdBy: scope.userId,
  });
  await writeReferences(tx, { workspaceId: scope.workspaceId, workflowId }, graph, version.id);
  await recordAudit(tx, scope, {
    eventType: "create",
    action: "workflow.publish",
    resource: { type: "workflow", id: workflowId, name: workflow.name },
    after: { number: version.number, checksum },
  });
  return version;
}

/** Makes a version the one in production. */
export async function pointTo(tx: Transaction, workflowId: string, versionId: string): Promise<void> {
  await tx
    .update(workflows)
    // Publishing is no change of the draft, so the time of the last change stays.
    .set({ publishedVersionId: versionId, status: "published", updatedAt: sql`${workflows.updatedAt}` })
    .where(eq(workflows.id, workflowId));
}

/** Publishes the draft of a workflow that is no agent's. */
export async function publishWorkflow(
  scope: Scope,
  workflowId: string,
  publication: Publication,
): Promise<VersionView> {
  return changingLive(() =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const version = await insertVersion(tx, scope, workflowId, publication);
      await pointTo(tx, workflowId, version.id);
      const { graph: _, ...view } = await findVersion(tx, workflowId, version.number);
      return view;
    }),
  );
}
