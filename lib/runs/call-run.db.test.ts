// Runs that nodes of other runs start, with the real engine, nodes and storage.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asSystem, systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import { makePlan } from "../graph/make-plan";
import type { Graph, NodePolicy } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";
import type { RunCall } from "../nodes/contract";
import type { JsonObject } from "../shared/json";
import { createWorkflow } from "../workflows/create-workflow";
import { replaceDraft } from "../workflows/edit-draft";
import { getDraft } from "../workflows/queries";
import { publishGraph as publish, publishDraft } from "../workflows/testing/publish-graph";
import { makeCallRun } from "./call-run";
import { cancelAbandoned, cancelRun } from "./cancel-run";
import { launchRun } from "./launch-run";
import { newSpec } from "./new-spec";
import { getRun, getRunNode } from "./queries";
import { accepted, ended } from "./respond";
import { resumeRuns } from "./resume-runs";
import type { RunSpec } from "./run-spec";
import { releaseRuns, runRuntime } from "./runtime";
import { startRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { busyGraph, graphOf } from "./testing/graphs";
import { wakeRuns } from "./wake-runs";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const stay = new AbortController().signal;

const variables = [{ name: "city", type: "string", required: true }];

/** Greets a city in two parts and gives its length. */
const cityGraph = graphOf(
  {
    start: { type: "start", config: { variables } },
    hello: { type: "answer", renderMode: "message", config: { text: "Hello " } },
    city: { type: "answer", renderMode: "message", config: { text: "{{ start.city }}" } },
    end: { type: "end", inputs: [{ name: "asked", type: "string", value: "{{ start.query }}" }] },
  },
  ["start -> hello", "hello -> city", "city -> end"],
);

const failingGraph = graphOf(
  {
    start: { type: "start" },
    fail: { type: "code", config: { source: "throw new Error('no luck')" } },
    end: { type: "end" },
  },
  ["start -> fail", "fail -> end"],
);

const askingGraph = graphOf(
  {
    start: { type: "start" },
    ask: { type: "approval", config: { title: "May I?" } },
    say: { type: "answer", renderMode: "message", config: { text: "{{ ask.decision }}" } },
    end: { type: "end" },
  },
  ["start -> ask", "ask:approved -> say", "ask:rejected -> say", "say -> end"],
);

interface Calling {
  inputs?: { name: string; type: "string"; value: string }[];
  config?: JsonObject;
  policy?: NodePolicy;
}

function callingGraph(workflowId: string, { inputs = [], config = {}, policy }: Calling = {}): Graph {
  const call = { type: "sub-workflow", renderMode: "message", inputs, config: { workflowId, ...config } } as const;
  return graphOf(
    {
      start: { type: "start" },
      call: policy ? { ...call, policy } : call,
      end: {
        type: "end",
        inputs: [
          { name: "asked", type: "any", value: "{{ call.outputs.asked }}" },
          { name: "said", type: "string", value: "{{ call.response }}" },
        ],
      },
    },
    ["start -> call", "call -> end"],
  );
}

const cityInputs = [
  { name: "city", type: "string" as const, value: "Oslo" },
  { name: "query", type: "string" as const, value: "where?" },
];

async function run(scope: Scope, workflowId: string, version: "production" | "draft" = "production") {
  const executing = await startRun(scope, workflowId, { inputs: {}, version });
  await ended(executing, stay);
  return getRun(scope, executing.live.runId);
}

/** The run above, as another process that owns it knows it. */
function runSpecOf(scope: Scope, id: string, workflowId: string): RunSpec {
  const { plan, ...rest } = newSpec(
    scope,
    { workflowId, agentId: null, versionId: null, plan: makePlan(cityGraph, catalogue) },
    { inputs: {}, query: null },
  );
  return { ...rest, plan, id };
}

const callOf = (workflowId: string): RunCall => ({
  target: { workflowId },
  version: "production",
  inputs: { city: "Oslo" },
  query: null,
  path: "call",
  attempt: 1,
  retries: 0,
  signal: stay,
  onText: () => undefined,
});

interface ChildRow {
  id: string;
  parent_path: string;
  depth: number;
  trigger: string;
  status: string;
  version_id: string | null;
}
const childrenOf = (runId: string) =>
  systemSql()<ChildRow[]>`
    select id, parent_path, depth, trigger, status, version_id from runs where parent_run_id = ${runId} order by id`;

async function work(): Promise<string[]> {
  const rows = await takeRuns(50, [...runRuntime().executing.keys()]);
  await resumeRuns(rows);
  await Promise.all(rows.map((row) => runRuntime().executing.get(row.id)?.done));
  return rows.map((row) => row.id);
}

async function approve(runId: string): Promise<void> {
  await asSystem(async (tx) => {
    await wakeRuns(tx, [runId]);
    await tx.execute(
      `update approvals set status = 'approved', decided_at = now(),
         decision = '{"values":{},"text":null,"comment":"","by":"user"}' where run_id = '${runId}'`,
    );
  });
}

describe("a node that runs another workflow", () => {
  test("gives what that gave, says its words, and knows its run", async () => {
    const scope = await makeScope();
    const parent = await run(
      scope,
      await publish(scope, callingGraph(await publish(scope, cityGraph), { inputs: cityInputs })),
    );
    expect(parent).toMatchObject({
      status: "succeeded",
      response: "Hello Oslo",
      outputs: { asked: "where?", said: "Hello Oslo" },
    });
    const children = await childrenOf(parent.id);
    expect(children).toMatchObject([{ parent_path: "call", depth: 1, trigger: "subflow", status: "succeeded" }]);
    const node = await getRunNode(scope, parent.id, { path: "call" });
    expect(node.outputs).toMatchObject({ run_id: children[0]?.id });
  });

  test("passes words on while they are written, each once", async () => {
    const scope = await makeScope();
    const workflowId = await publish(scope, callingGraph(await publish(scope, cityGraph), { inputs: cityInputs }));
    const executing = await startRun(scope, workflowId, { inputs: {}, version: "production" });
    const words: string[] = [];
    executing.live.listen(null, (told) => {
      if (told.kind === "event" && told.event.type === "node.text") words.push(told.event.text);
    });
    await ended(executing, stay);
    expect(words).toEqual(["Hello ", "Oslo"]);
  });

  test("fails as that failed, and names it", async () => {
    const scope = await makeScope();
    const parent = await run(scope, await publish(scope, callingGraph(await publish(scope, failingGraph, "Weather"))));
    const [child] = await childrenOf(parent.id);
    expect(parent).toMatchObject({ status: "failed", error: { code: "code_failed", nodeId: "call" } });
    expect(parent.error?.message).toMatch(/Weather.*no luck/);
    expect(parent.error?.params).toMatchObject({ runId: child?.id });
  });

  test("is told what inputs it lacks before anything starts", async () => {
    const scope = await makeScope();
    const parent = await run(scope, await publish(scope, callingGraph(await publish(scope, cityGraph))));
    expect(parent).toMatchObject({ status: "failed", error: { code: "inputs_invalid", field: "inputs.city" } });
    expect(await childrenOf(parent.id)).toEqual([]);
  });

  test("starts another run for a further try", async () => {
    const scope = await makeScope();
    const policy = { retry: { max: 2, delayMs: 1, backoff: 1 } };
    const parent = await run(scope, await publish(scope, callingGraph(await publish(scope, failingGraph), { policy })));
    expect(parent).toMatchObject({ status: "failed" });
    expect((await childrenOf(parent.id)).map((child) => child.parent_path)).toEqual(["call", "call#2", "call#3"]);
  });

  test("starts another run for a further try after one that took too long, which is stopped", async () => {
    const scope = await makeScope();
    const policy = { timeoutMs: 300, retry: { max: 1, delayMs: 1, backoff: 1 } };
    const parent = await run(scope, await publish(scope, callingGraph(await publish(scope, busyGraph), { policy })));
    expect(parent).toMatchObject({ status: "failed", error: { code: "node_timeout" } });
    const ends = async () => (await childrenOf(parent.id)).map((child) => [child.parent_path, child.status]);
    await expect.poll(ends).toEqual([
      ["call", "cancelled"],
      ["call#2", "cancelled"],
    ]);
  });

  test("fails for no process that took the run above while it was told to end", async () => {
    const scope = await makeScope();
    const config = { workflowId: await publish(scope, cityGraph) };
    const graph = graphOf(
      {
        start: { type: "start" },
        ask: { type: "approval", config: { title: "May I?" } },
        call: { type: "sub-workflow", inputs: cityInputs, config },
        end: { type: "end" },
      },
      ["start -> ask", "ask:approved -> call", "ask:rejected -> call", "call -> end"],
    );
    const parent = await run(scope, await publish(scope, graph));
    await approve(parent.id);
    runRuntime().closing = true;
    expect(await work().finally(() => (runRuntime().closing = false))).toEqual([parent.id]);
    expect(await getRun(scope, parent.id)).toMatchObject({ status: "running" });
    expect(await childrenOf(parent.id)).toEqual([]);
    await systemSql()`update run_leases set expires_at = now() - interval '1 second' where run_id = ${parent.id}`;
    expect(await work()).toEqual([parent.id]);
    expect(await getRun(scope, parent.id)).toMatchObject({ status: "succeeded" });
  });

  test("is content with the run that an earlier owner has started at the same place", async () => {
    const scope = await makeScope();
    const inner = await publish(scope, cityGraph);
    const parent = await run(scope, await publish(scope, callingGraph(inner, { inputs: cityInputs })));
    const spec = runSpecOf(scope, parent.id, parent.workflowId);
    const [child] = await childrenOf(parent.id);
    expect(await makeCallRun(spec, launchRun)(callOf(inner))).toMatchObject({ runId: child?.id, status: "succeeded" });
    expect(await childrenOf(parent.id)).toHaveLength(1);
  });

  test("ends with a clear error where workflows call themselves", async () => {
    const scope = await makeScope();
    const workflow = await createWorkflow(scope, { name: "self", description: "", graph: cityGraph });
    const graph = callingGraph(workflow.id);
    const draft = await getDraft(scope, workflow.id);
    await replaceDraft(scope, workflow.id, { baseRevision: draft.revision, graph });
    await publishDraft(scope, workflow.id);
    const parent = await run(scope, workflow.id);
    expect(parent).toMatchObject({ status: "failed", error: { code: "run_depth_exceeded", params: { max: 10 } } });
    const [{ deepest } = { deepest: 0 }] = await systemSql()<{ deepest: number }[]>`
      select max(depth)::int as deepest from runs where workflow_id = ${workflow.id}`;
    expect(deepest).toBe(10);
  });

  test("runs a draft only in a test of a draft", async () => {
    const scope = await makeScope();
    const inner = await createWorkflow(scope, { name: "inner", description: "", graph: cityGraph });
    const graph = callingGraph(inner.id, { inputs: cityInputs, config: { version: "draft" } });
    const outer = await createWorkflow(scope, { name: "outer", description: "", graph });
    const tested = await run(scope, outer.id, "draft");
    expect(tested).toMatchObject({ status: "succeeded" });
    expect(await childrenOf(tested.id)).toMatchObject([{ version_id: null }]);
    await expect(publish(scope, graph)).rejects.toMatchObject({
      code: "graph_invalid",
      details: [{ path: "call.config.version", code: "draft_called" }],
    });
    // A run of a version is told the same, whatever its graph says.
    const spec = { ...runSpecOf(scope, tested.id, outer.id), isTest: false };
    const call = { ...callOf(inner.id), version: "draft", path: "other" } as const;
    await expect(makeCallRun(spec, launchRun)(call)).rejects.toMatchObject({ code: "node_failed" });
  });

  test("does not reach other workspaces", async () => {
    const [scope, stranger] = [await makeScope(), await makeScope()];
    const theirs = await publish(stranger, cityGraph);
    await expect(publish(scope, callingGraph(theirs, { inputs: cityInputs }))).rejects.toMatchObject({
      code: "graph_invalid",
      details: [{ path: "call.config.workflowId", code: "workflow_unknown" }],
    });
  });
});

describe("a run that waits for another one", () => {
  test("holds no process while that is paused, and goes on with what it gave", async () => {
    const scope = await makeScope();
    const executing = await startRun(scope, await publish(scope, callingGraph(await publish(scope, askingGraph))), {
      inputs: {},
      version: "production",
    });
    const { runId } = executing.live;
    await executing.done;
    const [child] = await childrenOf(runId);
    expect([(await getRun(scope, runId)).status, child?.status]).toEqual(["paused", "paused"]);
    expect(await systemSql()`select 1 from run_leases where owner is not null and run_id = ${runId}`).toHaveLength(0);
    expect(await work()).toEqual([]);
    await approve(child?.id ?? "");
    expect(await work()).toEqual([child?.id]);
    expect(await work()).toEqual([runId]);
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded", response: "approved" });
    expect(await childrenOf(runId)).toHaveLength(1);
  });

  test("finds it again after a crash instead of starting it twice", async () => {
    const scope = await makeScope();
    const executing = await startRun(scope, await publish(scope, callingGraph(await publish(scope, busyGraph))), {
      inputs: {},
      version: "production",
    });
    const { runId } = executing.live;
    await expect.poll(async () => (await childrenOf(runId)).length).toBe(1);
    const [child] = await childrenOf(runId);
    const childRun = runRuntime().executing.get(child?.id ?? "");
    for (const one of [executing, childRun]) one?.stop.abort("interrupted");
    await Promise.all([executing.done, childRun?.done]);
    await systemSql()`update run_leases set expires_at = now() - interval '1 second' where run_id in (${runId}, ${child?.id ?? ""})`;
    const rows = await takeRuns(50, []);
    await resumeRuns(rows);
    expect(rows.map((row) => row.id).sort()).toEqual([runId, child?.id].sort());
    await expect.poll(async () => (await getRunNode(scope, runId, { path: "call" })).attempt).toBe(2);
    await cancelRun(scope, runId);
    await Promise.all([runRuntime().executing.get(runId)?.done, runRuntime().executing.get(child?.id ?? "")?.done]);
    expect(await childrenOf(runId)).toMatchObject([{ id: child?.id, status: "cancelled" }]);
  });

  test("takes it along when it is cancelled", async () => {
    const scope = await makeScope();
    const executing = await startRun(scope, await publish(scope, callingGraph(await publish(scope, busyGraph))), {
      inputs: {},
      version: "production",
    });
    const { runId } = executing.live;
    await accepted(executing);
    await expect.poll(async () => (await childrenOf(runId)).length).toBe(1);
    const before = performance.now();
    await cancelRun(scope, runId);
    await ended(executing, stay);
    await expect.poll(async () => (await childrenOf(runId))[0]?.status).toBe("cancelled");
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await getRun(scope, runId)).toMatchObject({ status: "cancelled" });
  });

  /** A run that has ended, and one that it had started and that is stored as asleep. */
  async function abandon(scope: Scope) {
    const inner = await publish(scope, askingGraph);
    const parent = await run(scope, await publish(scope, failingGraph));
    const spec = runSpecOf(scope, parent.id, parent.workflowId);
    return { inner, parent, spec };
  }

  test("takes one along that went to sleep in the very moment", async () => {
    const scope = await makeScope();
    const { inner, parent, spec } = await abandon(scope);
    const stop = new AbortController();
    const launch: Parameters<typeof makeCallRun>[1] = (child, record) => {
      const executing = launchRun(child, record);
      const done = executing.done.then(() => stop.abort("cancelled"));
      return { ...executing, done };
    };
    await makeCallRun(spec, launch)({ ...callOf(inner), inputs: {}, signal: stop.signal });
    await work();
    expect(await childrenOf(parent.id)).toMatchObject([{ status: "cancelled" }]);
  });

  test("leaves nobody behind who was stored after its end", async () => {
    const scope = await makeScope();
    const { inner, parent, spec } = await abandon(scope);
    await makeCallRun(spec, launchRun)({ ...callOf(inner), inputs: {} });
    expect(await childrenOf(parent.id)).toMatchObject([{ status: "paused" }]);
    await cancelAbandoned();
    await work();
    expect(await childrenOf(parent.id)).toMatchObject([{ status: "cancelled" }]);
  });
});

describe("a node that asks another agent", () => {
  test("puts its question and gives the answer", async () => {
    const scope = await makeScope();
    const workflowId = await publish(scope, cityGraph);
    const agent = await make.agent({ workspaceId: scope.workspaceId, workflowId });
    const graph = graphOf(
      {
        start: { type: "start" },
        ask: {
          type: "agent-call",
          renderMode: "message",
          inputs: [{ name: "city", type: "string", value: "Bergen" }],
          config: { agentId: agent.id, query: "from {{ sys.trigger }}?" },
        },
        end: { type: "end", inputs: [{ name: "asked", type: "any", value: "{{ ask.outputs.asked }}" }] },
      },
      ["start -> ask", "ask -> end"],
    );
    const parent = await run(scope, await publish(scope, graph));
    expect(parent).toMatchObject({ status: "succeeded", response: "Hello Bergen", outputs: { asked: "from manual?" } });
  });
});
