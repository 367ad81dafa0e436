// What the tables refuse by themselves, so that no command has to be trusted with it.

import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { emptyGraph } from "@/lib/graph/schema";
import { firstIdAt, newId } from "@/lib/shared/ids";
import { faultOf } from "./errors";
import { agents } from "./schema/agents";
import { conversations } from "./schema/conversations";
import { users } from "./schema/identity";
import { modelProviders, models } from "./schema/models";
import { auditLogs } from "./schema/observability";
import { runEvents } from "./schema/run-logs";
import { runGraphs } from "./schema/runs";
import { workspaces } from "./schema/tenancy";
import { edges, nodes, workflows, workflowVersions } from "./schema/workflows";
import { asSystem, systemSql } from "./system";
import { provideDatabase } from "./testing/database";
import { fillWorkspace } from "./testing/fill-workspace";
import { make } from "./testing/make";

provideDatabase();

/** What the database refused in some work. */
async function faultIn(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => faultOf(error) ?? error,
  );
}

const note = { type: "note", typeVersion: 1, templateCode: "note", name: "Note", renderMode: "hidden" } as const;
const shown = { config: {}, schema: { inputs: [], outputs: [] }, positionX: 0, positionY: 0 };

describe("a published graph", () => {
  test("never changes, neither its version nor its stored copy", async () => {
    const version = await make.version();
    const run = await make.run();
    const other = { ...emptyGraph(), settings: { timeoutMs: 1 } };
    for (const change of [{ graph: other }, { checksum: "x" }, { number: 7 }]) {
      const update = asSystem((tx) =>
        tx.update(workflowVersions).set(change).where(eq(workflowVersions.id, version.id)),
      );
      expect(await faultIn(update)).toMatchObject({ kind: "immutable", table: "workflow_versions" });
    }
    const update = asSystem((tx) =>
      tx.update(runGraphs).set({ graph: other }).where(eq(runGraphs.checksum, run.graphChecksum)),
    );
    expect(await faultIn(update)).toMatchObject({ kind: "immutable", table: "run_graphs" });
  });

  test("may still be annotated and deprecated", async () => {
    const version = await make.version();
    await asSystem((tx) =>
      tx
        .update(workflowVersions)
        .set({ state: "deprecated", releaseNotes: "Use 2", graph: version.graph })
        .where(eq(workflowVersions.id, version.id)),
    );
    const [row] = await asSystem((tx) => tx.select().from(workflowVersions).where(eq(workflowVersions.id, version.id)));
    expect(row).toMatchObject({ state: "deprecated", releaseNotes: "Use 2" });
  });

  test("is live only in its own workflow", async () => {
    const workflow = await make.workflow();
    const { workspaceId } = workflow;
    const own = await make.version({ workspaceId, workflowId: workflow.id });
    const foreign = await make.version({ workspaceId });
    const publish = (publishedVersionId: string) =>
      asSystem((tx) => tx.update(workflows).set({ publishedVersionId }).where(eq(workflows.id, workflow.id)));
    expect(await faultIn(publish(own.id))).toBeNull();
    expect(await faultIn(publish(foreign.id))).toMatchObject({ constraint: "workflows_published_version_fk" });
  });
});

describe("a draft", () => {
  test("has no edge to a node that is missing", async () => {
    const { workspaceId, id: workflowId } = await make.workflow();
    const save = asSystem(async (tx) => {
      await tx.insert(nodes).values({ ...note, ...shown, workspaceId, workflowId, id: "a" });
      const ends = { sourceNodeId: "a", sourceHandle: "out", targetNodeId: "missing", targetHandle: "in" };
      await tx.insert(edges).values({ workspaceId, workflowId, id: "e", ...ends });
    });
    expect(await faultIn(save)).toMatchObject({ kind: "foreign_key", constraint: "edges_target_fk" });
  });

  test("may be re-wired in any order inside one save", async () => {
    const { workspaceId, id: workflowId } = await make.workflow();
    const ends = { sourceNodeId: "a", sourceHandle: "out", targetNodeId: "b", targetHandle: "in" };
    await asSystem(async (tx) => {
      await tx.insert(edges).values({ workspaceId, workflowId, id: "e", ...ends });
      const row = { ...note, ...shown, workspaceId, workflowId };
      await tx.insert(nodes).values([
        { ...row, id: "b", parentNodeId: "box" },
        { ...row, id: "a" },
        { ...row, id: "box" },
      ]);
    });
    await asSystem(async (tx) => {
      await tx.delete(nodes).where(eq(nodes.workflowId, workflowId));
      await tx.delete(edges).where(eq(edges.workflowId, workflowId));
    });
    expect(await asSystem((tx) => tx.select().from(nodes).where(eq(nodes.workflowId, workflowId)))).toEqual([]);
  });
});

describe("names and words", () => {
  test("are unique where people tell things apart by them, whatever their case", async () => {
    const workflow = await make.workflow({ name: "Triage" });
    const { workspaceId } = workflow;
    expect(await faultIn(make.workflow({ workspaceId, name: "TRIAGE", slug: "other" }))).toMatchObject({
      kind: "unique",
      constraint: "workflows_name_key",
    });
    expect(await faultIn(make.workflow({ name: "Triage", slug: "triage" }))).toBeNull();
    const user = await make.user();
    expect(await faultIn(make.user({ email: user.email.toUpperCase() }))).toMatchObject({
      constraint: "users_email_key",
    });
    expect(await faultIn(make.user({ username: user.username.toUpperCase() }))).toMatchObject({
      constraint: "users_username_key",
    });
  });

  test("of an archived agent may be used again", async () => {
    const agent = await make.agent({ name: "Helper", archivedAt: new Date() });
    const { workspaceId } = agent;
    expect(await faultIn(make.agent({ workspaceId, name: "Helper", slug: newId() }))).toBeNull();
    expect(await faultIn(make.agent({ workspaceId, name: "helper", slug: newId() }))).toMatchObject({
      constraint: "agents_name_key",
    });
  });

  test("outside their list are refused for every status", async () => {
    const run = await make.run();
    const refused = await faultIn(systemSql()`update runs set status = 'done' where id = ${run.id}`);
    expect(refused).toMatchObject({ kind: "check", constraint: "runs_status_check" });
    const lists = await systemSql()`
      select count(*)::int as n from pg_constraint where contype = 'c' and pg_get_constraintdef(oid) like '%ARRAY[%'`;
    expect(lists[0]?.n).toBeGreaterThan(35);
  });

  test("of the default model are one per kind", async () => {
    const { workspaceId } = await make.model({ isDefault: true });
    expect(await faultIn(make.model({ workspaceId, isDefault: true }))).toMatchObject({
      constraint: "models_default_key",
    });
    expect(await faultIn(make.model({ workspaceId, isDefault: true, type: "embedding" }))).toBeNull();
  });
});

describe("references", () => {
  test("never lead into another workspace", async () => {
    const theirs = await make.agent();
    const { workspaceId, id } = await make.run();
    expect(await faultIn(make.run({ workspaceId, workflowId: theirs.workflowId }))).toMatchObject({
      constraint: "runs_workflow_fk",
    });
    expect(await faultIn(make.conversation({ workspaceId, agentId: theirs.id }))).toMatchObject({
      constraint: "conversations_agent_fk",
    });
    expect(await faultIn(make.run({ workspaceId: theirs.workspaceId, parentRunId: id }))).toMatchObject({
      constraint: "runs_parent_fk",
    });
    const provider = await make.model();
    expect(await faultIn(make.model({ workspaceId, providerId: provider.providerId }))).toMatchObject({
      constraint: "models_provider_fk",
    });
  });

  test("between models and providers of the whole installation hold too", async () => {
    const everywhere = await make.model({ workspaceId: null });
    expect(everywhere.workspaceId).toBeNull();
    const { workspaceId } = await make.workflow();
    expect(await faultIn(make.model({ workspaceId, providerId: everywhere.providerId }))).toMatchObject({
      kind: "foreign_key",
    });
    await asSystem((tx) => tx.delete(modelProviders).where(eq(modelProviders.id, everywhere.providerId)));
    expect(await asSystem((tx) => tx.select().from(models).where(eq(models.id, everywhere.id)))).toEqual([]);
  });

  test("to an earlier run point back in time", async () => {
    const first = await make.run();
    const { workspaceId, workflowId } = first;
    expect(await faultIn(make.run({ workspaceId, workflowId, previousRunId: first.id }))).toBeNull();
    const older = { workspaceId, workflowId, id: firstIdAt(0), previousRunId: first.id };
    expect(await faultIn(make.run(older))).toMatchObject({ kind: "check", constraint: "runs_order_check" });
  });
});

describe("deleting", () => {
  test("a workspace takes everything with it but the audit log", async () => {
    const { id } = await fillWorkspace();
    await asSystem((tx) => tx.delete(workspaces).where(eq(workspaces.id, id)));
    const left: string[] = [];
    const tables = await systemSql()`
      select attrelid::regclass::text as name from pg_attribute join pg_class on pg_class.oid = attrelid
      where attname = 'workspace_id' and relkind = 'r' and relnamespace = 'public'::regnamespace`;
    for (const { name } of tables) {
      const rows = await systemSql()`select 1 from ${systemSql()(name)} where workspace_id = ${id}`;
      if (rows.length > 0) left.push(name);
    }
    expect(left).toEqual(["audit_logs"]);
  });

  test("a conversation takes its runs, their logs and events with it", async () => {
    const conversation = await make.conversation();
    const { workspaceId, id: conversationId } = conversation;
    const run = await make.run({ workspaceId, conversationId });
    await make.nodeLog(run);
    const data = { type: "run.started", at: 0, inputs: {} } as const;
    await asSystem((tx) => tx.insert(runEvents).values({ workspaceId, runId: run.id, token: 1, n: 1, data }));
    await asSystem((tx) => tx.delete(conversations).where(eq(conversations.id, conversationId)));
    const left = await systemSql()`
      select (select count(*) from runs where id = ${run.id})
        + (select count(*) from run_node_logs where run_id = ${run.id})
        + (select count(*) from run_events where run_id = ${run.id}) as n`;
    expect(Number(left[0]?.n)).toBe(0);
  });

  test("a workflow that an agent lives on is refused", async () => {
    const agent = await make.agent();
    const removal = asSystem((tx) => tx.delete(workflows).where(eq(workflows.id, agent.workflowId)));
    expect(await faultIn(removal)).toMatchObject({ kind: "foreign_key", constraint: "agents_workflow_fk" });
    expect(await asSystem((tx) => tx.select().from(agents).where(eq(agents.id, agent.id)))).toHaveLength(1);
  });

  test("a person who did something is refused: people are blanked, not removed", async () => {
    const conversation = await make.conversation();
    const removal = asSystem((tx) => tx.delete(users).where(eq(users.id, conversation.userId ?? "")));
    expect(await faultIn(removal)).toMatchObject({ kind: "foreign_key" });
  });
});

describe("the audit log", () => {
  test("only grows, except for retention", async () => {
    const { id: workspaceId } = await make.workspace();
    const row = { workspaceId, eventType: "create", action: "agent.create", actorType: "user" } as const;
    await asSystem((tx) => tx.insert(auditLogs).values(row));
    const change = asSystem((tx) => tx.update(auditLogs).set({ action: "nothing" }));
    expect(await faultIn(change)).toMatchObject({ kind: "immutable", table: "audit_logs" });
    expect(await faultIn(asSystem((tx) => tx.delete(auditLogs)))).toMatchObject({ kind: "immutable" });
    await systemSql().begin(async (tx) => {
      await tx`select set_config('app.retention', 'on', true)`;
      await tx`delete from audit_logs where workspace_id = ${workspaceId}`;
    });
    expect(await systemSql()`select 1 from audit_logs where workspace_id = ${workspaceId}`).toHaveLength(0);
  });
});

test("events of runs and counts of calls are unlogged, everything else survives a crash", async () => {
  const rows = await systemSql()`
    select relname from pg_class
    where relpersistence = 'u' and relkind = 'r' and relnamespace = 'public'::regnamespace`;
  expect(rows.map((row) => row.relname).sort()).toEqual(["call_pauses", "call_slots", "call_windows", "run_events"]);
});
