// Makes versions live: a deployment row for what was done, and the workflow's pointer, in one transaction. Rolling back
// is one more deployment of an earlier version; nothing that was deployed is edited.

import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agentDeployments, agents } from "@/db/schema/agents";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { newId } from "../shared/ids";
import type { VersionView } from "../workflows/contract";
import { changingLive } from "../workflows/live-version";
import { insertVersion, type Publication, pointTo, publishWorkflow } from "../workflows/publish-workflow";
import { findVersion, findWorkflow } from "../workflows/queries";
import { findAgent } from "./queries";

async function deploy(
  tx: Transaction,
  scope: Scope,
  agent: { id: string; workflowId: string },
  version: { id: string; number: number },
  more: { note: string; rollBack: boolean },
): Promise<VersionView> {
  const live = and(
    eq(agentDeployments.agentId, agent.id),
    eq(agentDeployments.environment, "production"),
    eq(agentDeployments.status, "active"),
  );
  const [previous] = await tx
    .update(agentDeployments)
    .set({ status: more.rollBack ? "rolled_back" : "superseded" })
    .where(live)
    .returning({ id: agentDeployments.id });
  await tx.insert(agentDeployments).values({
    id: newId(),
    workspaceId: scope.workspaceId,
    agentId: agent.id,
    versionId: version.id,
    deployedBy: scope.userId,
    note: more.note,
    rolledBackFrom: more.rollBack ? (previous?.id ?? null) : null,
  });
  await pointTo(tx, agent.workflowId, version.id);
  await tx.update(agents).set({ lifecycleState: "published", updatedAt: sql`now()` }).where(eq(agents.id, agent.id));
  const { graph: _, ...view } = await findVersion(tx, agent.workflowId, version.number);
  return view;
}

/** Publishes the draft of an agent and makes it live. */
export async function publishAgent(scope: Scope, agentId: string, publication: Publication): Promise<VersionView> {
  return changingLive(() =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const agent = await findAgent(tx, scope, agentId);
      const version = await insertVersion(tx, scope, agent.workflowId, publication);
      return deploy(tx, scope, agent, version, { note: publication.releaseNotes, rollBack: false });
    }),
  );
}

/** Publishes a workflow: an agent's through its agent, so that people meet the new version. */
export async function publishAny(scope: Scope, workflowId: string, publication: Publication): Promise<VersionView> {
  const workflow = await withWorkspace(scope.workspaceId, (tx) => findWorkflow(tx, workflowId));
  return workflow.agentId
    ? publishAgent(scope, workflow.agentId, publication)
    : publishWorkflow(scope, workflowId, publication);
}

/** Makes an earlier version live again. */
export async function rollBackAgent(
  scope: Scope,
  agentId: string,
  { number, note }: { number: number; note: string },
): Promise<VersionView> {
  const work = async (tx: Transaction) => {
    const agent = await findAgent(tx, scope, agentId);
    const version = await findVersion(tx, agent.workflowId, number);
    const view = await deploy(tx, scope, agent, version, { note, rollBack: true });
    await recordAudit(tx, scope, {
      eventType: "update",
      action: "agent.rollback",
      resource: { type: "agent", id: agentId, name: agent.name },
      after: { number },
    });
    return view;
  };
  return changingLive(() => withWorkspace(scope.workspaceId, work));
}
