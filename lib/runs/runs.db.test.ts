import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import { applyEvent } from "../run-log/apply-event";
import type { RunEvent } from "../run-log/events";
import { initialState } from "../run-log/state";
import { messageParts } from "../run-log/transcript";
import { createWorkflow } from "../workflows/create-workflow";
import { publishGraph as publish } from "../workflows/testing/publish-graph";
import { cancelRun } from "./cancel-run";
import { getRun, getRunNode, listRunNodes, listRuns } from "./queries";
import { accepted, ended } from "./respond";
import { resumeRuns } from "./resume-runs";
import { releaseRuns, runRuntime } from "./runtime";
import { repeatRun, startRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { tellRun } from "./tell-run";
import { busyNode, graphOf, greetingGraph } from "./testing/graphs";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const stay = new AbortController().signal;

/** What a worker does in one round. */
async function resumeOrphans(): Promise<number> {
  const taken = await takeRuns(50, [...runRuntime().executing.keys()]);
  await resumeRuns(taken);
  return taken.length;
}

/** A graph whose code node keeps a run busy until it is stopped. */
const busyGraph = graphOf(
  {
    start: { type: "start" },
    first: { type: "template", config: { text: "done" } },
    busy: busyNode,
    end: { type: "end" },
  },
  ["start -> first", "first -> busy", "busy -> end"],
);

async function tell(runId: string, live = false) {
  const state = initialState();
  const ports = {
    sql: systemSql(),
    wakeUps: runRuntime().wakeUps,
    live: (id: string) => (live ? runRuntime().executing.get(id)?.live : undefined),
  };
  let folded = state;
  for await (const told of tellRun(runId, null, stay, ports)) {
    const events: RunEvent[] = told.kind === "snapshot" ? told.events : [told.event];
    if (told.kind === "snapshot") folded = initialState();
    folded = events.reduce(applyEvent, folded);
  }
  return folded;
}

describe("a run", () => {
  test("is stored with its answer, its nodes and what it used", async () => {
    const scope = await makeScope();
    const workflowId = await publish(scope, greetingGraph);
    const run = await startRun(scope, workflowId, { inputs: {}, query: "Ada", version: "production" });
    await ended(run, stay);
    const stored = await getRun(scope, run.live.runId);
    expect(stored).toMatchObject({ status: "succeeded", response: "Hello Ada", query: "Ada", versionNumber: 1 });
    const { items } = await listRunNodes(scope, stored.id, { limit: 50 });
    expect(items.map((node) => [node.path, node.status])).toEqual([
      ["start", "succeeded"],
      ["hello", "succeeded"],
      ["end", "succeeded"],
    ]);
    expect(await getRunNode(scope, stored.id, { path: "hello" })).toMatchObject({
      content: "Hello Ada",
      thought: null,
      usage: null,
      writes: {},
    });
  });

  test("leaves no lease behind", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, greetingGraph), { inputs: {}, version: "production" });
    await ended(run, stay);
    expect(await systemSql()`select 1 from run_leases where run_id = ${run.live.runId}`).toHaveLength(0);
  });

  test("of a draft needs no publishing, and a draft with errors is refused with them", async () => {
    const scope = await makeScope();
    const good = await createWorkflow(scope, { name: "good", description: "", graph: greetingGraph });
    const run = await startRun(scope, good.id, { inputs: {}, query: "x", version: "draft" });
    await ended(run, stay);
    expect(await getRun(scope, run.live.runId)).toMatchObject({ status: "succeeded", versionNumber: null });
    const graph = graphOf(
      {
        start: { type: "start" },
        say: { type: "answer", config: { text: "{{ nobody.text }}" } },
        end: { type: "end" },
      },
      ["start -> say", "say -> end"],
    );
    const bad = await createWorkflow(scope, { name: "bad", description: "", graph });
    await expect(startRun(scope, bad.id, { inputs: {}, version: "draft" })).rejects.toMatchObject({
      code: "graph_invalid",
      details: [{ path: "say.config.text", code: "reference_unknown" }],
    });
  });

  test("is unknown to other workspaces", async () => {
    const [scope, stranger] = [await makeScope(), await makeScope()];
    const run = await startRun(scope, await publish(scope, greetingGraph), { inputs: {}, version: "production" });
    await ended(run, stay);
    const { runId } = run.live;
    for (const attempt of [
      () => getRun(stranger, runId),
      () => listRunNodes(stranger, runId, { limit: 5 }),
      () => getRunNode(stranger, runId, { path: "start" }),
      () => cancelRun(stranger, runId),
      () => repeatRun(stranger, runId),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await listRuns(stranger, { limit: 10 })).items).toEqual([]);
  });

  test("can be run again with the same graph and inputs", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, greetingGraph), {
      inputs: {},
      query: "Bo",
      version: "production",
    });
    await ended(run, stay);
    const again = await repeatRun(scope, run.live.runId);
    await ended(again, stay);
    expect(await getRun(scope, again.live.runId)).toMatchObject({ status: "succeeded", response: "Hello Bo" });
  });

  test("is cancelled while a node is busy, and stays cancelled", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, busyGraph), { inputs: {}, version: "production" });
    await accepted(run);
    await cancelRun(scope, run.live.runId);
    await ended(run, stay);
    expect(await getRun(scope, run.live.runId)).toMatchObject({ status: "cancelled" });
    expect(await cancelRun(scope, run.live.runId)).toEqual({ status: "cancelled" });
  });
});

describe("a follower", () => {
  test("sees the same from memory, from another process and from the log", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, greetingGraph), {
      inputs: {},
      query: "Cy",
      version: "production",
    });
    const { runId } = run.live;
    await accepted(run);
    const [near, far] = await Promise.all([tell(runId, true), tell(runId)]);
    const later = await tell(runId);
    for (const state of [near, far, later]) {
      expect(state.status).toBe("succeeded");
      expect(state.response).toBe("Hello Cy");
      expect(messageParts(state).map((part) => part.text)).toEqual(["Hello Cy"]);
      expect([...state.nodes.keys()]).toEqual(["start", "hello", "end"]);
    }
  });
});

describe("a run whose process is gone", () => {
  /** Makes the run look as if its owner had died: nothing more is written for it, and its lease has run out. */
  async function abandon(runId: string): Promise<void> {
    const run = runRuntime().executing.get(runId);
    run?.stop.abort("interrupted");
    await run?.done;
    await systemSql()`update run_leases set expires_at = now() - interval '1 second' where run_id = ${runId}`;
  }

  test("goes on from what is stored, and no stored node runs again", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, busyGraph), { inputs: {}, version: "production" });
    const { runId } = run.live;
    await accepted(run);
    await expect.poll(() => listRunNodes(scope, runId, { limit: 9 }).then((page) => page.items.length)).toBe(2);
    const before = await getRunNode(scope, runId, { path: "first" });
    await abandon(runId);
    expect(await getRun(scope, runId)).toMatchObject({ status: "running" });
    expect(await resumeOrphans()).toBe(1);
    const again = runRuntime().executing.get(runId);
    expect(again?.live.token).toBe(2);
    await cancelRun(scope, runId);
    await again?.done;
    expect(await getRun(scope, runId)).toMatchObject({ status: "cancelled", attempt: 2 });
    expect(await getRunNode(scope, runId, { path: "first" })).toEqual(before);
  });

  test("refuses what its earlier owner still wants to write", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, busyGraph), { inputs: {}, version: "production" });
    await accepted(run);
    await abandon(run.live.runId);
    await resumeOrphans();
    await expect(runRuntime().writer.write(run.live.runId, 1, { nodes: [] })).rejects.toMatchObject({
      code: "interrupted",
    });
    await cancelRun(scope, run.live.runId);
    await runRuntime().executing.get(run.live.runId)?.done;
  });
});

describe("a run that outlives process after process", () => {
  test("is given up with a clear error instead of being taken over for ever", async () => {
    const scope = await makeScope();
    const run = await startRun(scope, await publish(scope, busyGraph), { inputs: {}, version: "production" });
    const { runId } = run.live;
    await accepted(run);
    run.stop.abort("interrupted");
    await run.done;
    // As a node leaves it whose start is stored before its effect.
    await systemSql()`
      insert into run_node_logs (run_id, workspace_id, path, attempt, seq, rank, node_id, node_name, node_type,
        render_mode, status, started_at)
      select id, workspace_id, 'busy', 1, 5, 1, 'busy', 'busy', 'code', 'hidden', 'running', now() from runs where id = ${runId}`;
    await systemSql()`update run_leases set crashes = 9, expires_at = now() - interval '1 second' where run_id = ${runId}`;
    await resumeOrphans();
    expect(await getRun(scope, runId)).toMatchObject({ status: "failed", error: { code: "interrupted" } });
    expect(await getRunNode(scope, runId, { path: "busy" })).toMatchObject({
      status: "failed",
      error: { code: "interrupted" },
      finishedAt: expect.anything(),
    });
    expect(await systemSql()`select 1 from run_leases where run_id = ${runId}`).toHaveLength(0);
  });
});

describe("the list of runs", () => {
  test("pages by keyset and narrows by each filter", async () => {
    const scope = await makeScope();
    const workflowId = await publish(scope, greetingGraph);
    const other = await publish(scope, busyGraph);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const run = await startRun(scope, workflowId, { inputs: {}, query: `q${i}`, version: "production" });
      await ended(run, stay);
      ids.unshift(run.live.runId);
    }
    const first = await listRuns(scope, { limit: 2 });
    const second = await listRuns(scope, { limit: 2, cursor: first.nextCursor ?? "" });
    const third = await listRuns(scope, { limit: 2, cursor: second.nextCursor ?? "" });
    expect([...first.items, ...second.items, ...third.items].map((run) => run.id)).toEqual(ids);
    expect(third.nextCursor).toBeNull();
    expect((await listRuns(scope, { limit: 9, status: "failed" })).items).toEqual([]);
    expect((await listRuns(scope, { limit: 9, workflowId: other })).items).toEqual([]);
    expect(
      (await listRuns(scope, { limit: 9, workflowId, trigger: "manual", status: "succeeded" })).items,
    ).toHaveLength(5);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect((await listRuns(scope, { limit: 9, from: future })).items).toEqual([]);
    expect((await listRuns(scope, { limit: 9, to: future })).items).toHaveLength(5);
  });
});
