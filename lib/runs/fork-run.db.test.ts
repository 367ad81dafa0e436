// Forks and tests with options, with the real engine, nodes and storage.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import type { Graph } from "../graph/schema";
import { continueRun } from "../waits/commands";
import { createWorkflow } from "../workflows/create-workflow";
import { replaceDraft } from "../workflows/edit-draft";
import { getDraft } from "../workflows/queries";
import { publishGraph } from "../workflows/testing/publish-graph";
import { forkRun, type WantedFork } from "./fork-run";
import { getRun, getRunNode, listRunNodes, listRuns } from "./queries";
import { accepted, ended } from "./respond";
import { resumeRuns } from "./resume-runs";
import { releaseRuns, runRuntime } from "./runtime";
import { repeatRun, startQueuedRun, startRun, type WantedRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { graphOf } from "./testing/graphs";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const stay = new AbortController().signal;

/** Draws a number, doubles it, says it. */
const graph = graphOf(
  {
    start: { type: "start", config: { variables: [{ name: "n", type: "number", required: true }] } },
    draw: {
      type: "code",
      config: { source: "return { drawn: Math.random() }" },
      outputs: [{ name: "drawn", type: "number" }],
    },
    double: {
      type: "code",
      config: { source: "return { twice: inputs.n * 2 }" },
      inputs: [{ name: "n", type: "number", value: "{{ start.n }}" }],
      outputs: [{ name: "twice", type: "number" }],
    },
    say: { type: "answer", renderMode: "message", config: { text: "It is {{ double.twice }}" } },
    end: { type: "end", inputs: [{ name: "drawn", type: "number", value: "{{ draw.drawn }}" }] },
  },
  ["start -> draw", "draw -> double", "double -> say", "say -> end"],
);

const publish = (scope: Scope, of: Graph = graph) => publishGraph(scope, of);

async function run(scope: Scope, workflowId: string, more: Partial<WantedRun> = {}) {
  const executing = await startRun(scope, workflowId, { inputs: { n: 4 }, version: "production", ...more });
  await ended(executing, stay);
  return getRun(scope, executing.live.runId);
}

async function fork(scope: Scope, runId: string, wanted: WantedFork) {
  const executing = await forkRun(scope, runId, wanted);
  await ended(executing, stay);
  return getRun(scope, executing.live.runId);
}

const nodesOf = async (scope: Scope, runId: string) =>
  (await listRunNodes(scope, runId, { limit: 50 })).items.map((node) => [node.path, node.durationMs === 0]);

describe("a fork", () => {
  test("takes over what ran before the node, and ends as the run did", async () => {
    const scope = await makeScope();
    const original = await run(scope, await publish(scope));
    const forked = await fork(scope, original.id, { nodeId: "double" });
    expect(forked).toMatchObject({
      status: "succeeded",
      response: "It is 8",
      outputs: original.outputs,
      forkedFrom: { runId: original.id, nodeId: "double" },
      versionNumber: 1,
    });
    const taken = await getRunNode(scope, forked.id, { path: "draw" });
    expect(taken.outputs).toEqual((await getRunNode(scope, original.id, { path: "draw" })).outputs);
    expect(taken.notes[0]?.message).toContain(original.id);
    expect((await nodesOf(scope, forked.id)).map(([path]) => path)).toEqual(["start", "draw", "double", "say", "end"]);
    expect(await systemSql()`select 1 from run_leases where run_id = ${forked.id}`).toHaveLength(0);
  });

  test("runs the node with inputs that are given, and keeps them in its log", async () => {
    const scope = await makeScope();
    const original = await run(scope, await publish(scope));
    const forked = await fork(scope, original.id, { nodeId: "double", inputs: { n: 50 } });
    expect(forked).toMatchObject({ status: "succeeded", response: "It is 100", outputs: original.outputs });
    expect(await getRunNode(scope, forked.id, { path: "double" })).toMatchObject({ inputs: { n: 50 } });
  });

  test("goes on with outputs that are given", async () => {
    const scope = await makeScope();
    const original = await run(scope, await publish(scope));
    const forked = await fork(scope, original.id, { nodeId: "double", outputs: { twice: -1 } });
    expect(forked).toMatchObject({ status: "succeeded", response: "It is -1" });
    expect((await getRunNode(scope, forked.id, { path: "double" })).notes).toHaveLength(1);
  });

  test("from the start takes other inputs of the run, as far as they fit", async () => {
    const scope = await makeScope();
    const original = await run(scope, await publish(scope));
    const forked = await fork(scope, original.id, { nodeId: "start", inputs: { n: 7 } });
    expect(forked).toMatchObject({ status: "succeeded", response: "It is 14", inputs: { n: 7 } });
    await expect(forkRun(scope, original.id, { nodeId: "start", inputs: { n: "x" } })).rejects.toMatchObject({
      code: "inputs_invalid",
    });
  });

  test("of a failed run gives the node that failed another chance, also with a mended draft", async () => {
    const scope = await makeScope();
    const broken: Graph = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === "double" ? { ...node, config: { ...node.config, source: "throw new Error('no')" } } : node,
      ),
    };
    const workflowId = await publish(scope, broken);
    const failed = await run(scope, workflowId);
    expect(failed).toMatchObject({ status: "failed", error: { nodeId: "double" } });
    const { revision } = await getDraft(scope, workflowId);
    await replaceDraft(scope, workflowId, { baseRevision: revision, graph });
    expect(await fork(scope, failed.id, { nodeId: "double" })).toMatchObject({ status: "failed" });
    const mended = await fork(scope, failed.id, { nodeId: "double", version: "draft" });
    expect(mended).toMatchObject({ status: "succeeded", response: "It is 8", versionNumber: null });
  });

  test("survives its process: what was taken over is not done again", async () => {
    const scope = await makeScope();
    const original = await run(scope, await publish(scope));
    const forking = await forkRun(scope, original.id, { nodeId: "double", inputs: { n: 50 } });
    await accepted(forking);
    forking.stop.abort("interrupted");
    await forking.done;
    const { runId } = forking.live;
    if (!forking.live.ended) {
      await systemSql()`update run_leases set expires_at = now() - interval '1 second' where run_id = ${runId}`;
      await resumeRuns(await takeRuns(50, []));
      await runRuntime().executing.get(runId)?.done;
    }
    expect(await getRun(scope, runId)).toMatchObject({ response: "It is 100", outputs: original.outputs });
  });

  test("is refused with why: of another workspace, of an open run, without the right, from where nothing ran", async () => {
    const [scope, stranger] = [await makeScope(), await makeScope()];
    const workflowId = await publish(scope);
    const original = await run(scope, workflowId);
    const refused = (wanted: Partial<WantedFork>, by = scope, id = original.id) =>
      expect(forkRun(by, id, { nodeId: "double", ...wanted })).rejects;
    await refused({}, stranger).toMatchObject({ code: "not_found" });
    await refused({}, { ...scope, permissions: new Set(["workflow.edit"]) }).toMatchObject({ code: "forbidden" });
    await refused({ nodeId: "nobody" }).toMatchObject({ code: "fork_impossible", params: { why: "unknown_node" } });
    await refused({ inputs: {}, outputs: {} }).toMatchObject({ code: "invalid_request" });
    await refused({ outputs: { text: "x".repeat(2_000_000) } }).toMatchObject({ code: "invalid_request" });
    await refused({ version: 9 }).toMatchObject({ code: "not_found" });
    const open = await make.run({
      workspaceId: scope.workspaceId,
      workflowId,
      status: "running",
      graphChecksum: original.graphChecksum,
    });
    await refused({}, scope, open.id).toMatchObject({ code: "fork_impossible", params: { why: "running" } });
  });
});

describe("a test of a draft", () => {
  test("leaves out nodes whose outputs are given, and says so", async () => {
    const scope = await makeScope();
    const workflow = await createWorkflow(scope, { name: "t", description: "", graph });
    const tested = await run(scope, workflow.id, { version: "draft", mocks: { double: { twice: 3 } } });
    expect(tested).toMatchObject({ status: "succeeded", response: "It is 3" });
    expect((await getRunNode(scope, tested.id, { path: "double" })).notes[0]?.message).toMatch(/did not run/);
    // A repetition is the same test.
    const again = await repeatRun(scope, tested.id);
    await ended(again, stay);
    expect(await getRun(scope, again.live.runId)).toMatchObject({ response: "It is 3" });
  });

  test("waits before nodes until somebody lets it go on, in a worker too", async () => {
    const scope = await makeScope();
    const workflow = await createWorkflow(scope, { name: "t", description: "", graph });
    const runId = await startQueuedRun(scope, workflow.id, {
      inputs: { n: 4 },
      version: "draft",
      breakpoints: ["double"],
    });
    const work = async () => {
      const rows = await takeRuns(50, []);
      await resumeRuns(rows);
      await Promise.all(rows.map((row) => runRuntime().executing.get(row.id)?.done));
    };
    await work();
    expect(await getRun(scope, runId)).toMatchObject({ status: "paused" });
    await continueRun(scope, runId, { path: "double", inputs: { n: 5 } });
    await work();
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded", response: "It is 10" });
  });

  test("alone has options, and they have to fit the graph", async () => {
    const scope = await makeScope();
    const workflowId = await publish(scope);
    const refused = (more: Partial<WantedRun>) =>
      expect(startRun(scope, workflowId, { inputs: { n: 1 }, version: "draft", ...more })).rejects;
    await refused({ version: "production", mocks: { double: {} } }).toMatchObject({ code: "invalid_request" });
    await refused({ mocks: { nobody: {} } }).toMatchObject({ details: [{ path: "mocks.nobody" }] });
    await refused({ mocks: { start: {} } }).toMatchObject({ details: [{ path: "mocks.start" }] });
    await refused({ breakpoints: ["nobody"] }).toMatchObject({ details: [{ path: "breakpoints" }] });
  });
});

describe("the list of runs", () => {
  test("shows runs that nodes started where they are asked for", async () => {
    const scope = await makeScope();
    const inner = await publish(scope);
    const outer = await publish(
      scope,
      graphOf(
        {
          start: { type: "start" },
          call: {
            type: "sub-workflow",
            config: { workflowId: inner },
            inputs: [{ name: "n", type: "number", value: 4 }],
          },
          end: { type: "end" },
        },
        ["start -> call", "call -> end"],
      ),
    );
    const parent = await run(scope, outer, { inputs: {} });
    const ids = async (filter: object) => (await listRuns(scope, { limit: 9, ...filter })).items.map((one) => one.id);
    const [child] = await ids({ parent: parent.id });
    expect(await ids({})).toEqual([parent.id]);
    expect(await ids({ workflowId: inner })).toEqual([child]);
    expect(await ids({ trigger: "subflow" })).toEqual([child]);
    expect(await getRun(scope, child ?? "")).toMatchObject({ parentRunId: parent.id, parentPath: "call" });
  });
});
