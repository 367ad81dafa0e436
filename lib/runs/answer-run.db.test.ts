import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import { newId } from "../shared/ids";
import { archiveWorkflow, updateWorkflow } from "../workflows/create-workflow";
import { replaceDraft } from "../workflows/edit-draft";
import { getDraft } from "../workflows/queries";
import { publishDraft, publishGraph } from "../workflows/testing/publish-graph";
import { answerAccepted, answerRun } from "./answer-run";
import { getRun } from "./queries";
import { releaseRuns } from "./runtime";
import { startQueuedRun, startRun } from "./start-run";
import { graphOf, greetingGraph } from "./testing/graphs";
import { writeBatch } from "./write-statement";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const failingGraph = graphOf(
  {
    start: { type: "start", config: { variables: [{ name: "count", type: "number", default: 3 }] } },
    say: { type: "answer", renderMode: "message", config: { text: "So far" } },
    fail: { type: "code", config: { source: "throw new Error('no')" } },
    end: { type: "end" },
  },
  ["start -> say", "say -> fail", "fail -> end"],
);

async function answer(scope: Scope, workflowId: string, version: "draft" | "production" | number = "production") {
  const executing = await startRun(scope, workflowId, { inputs: {}, query: "Ada", version });
  const request = new Request("http://localhost/");
  const view = await answerRun(scope, executing, "blocking", { request, requestId: newId() });
  if (view instanceof Response) throw new Error("expected the run itself");
  return view;
}

describe("the answer to whoever started a run", () => {
  test("is the run as it stands once it waits for somebody, instead of a call that hangs", async () => {
    const scope = await makeScope();
    const asking = graphOf(
      { start: { type: "start" }, ask: { type: "approval", config: { title: "May I?" } }, end: { type: "end" } },
      ["start -> ask", "ask:approved -> end"],
    );
    const workflowId = await publishGraph(scope, asking);
    const executing = await startRun(scope, workflowId, { inputs: {}, version: "production" });
    const request = new Request("http://localhost/");
    const response = await answerRun(scope, executing, "blocking", { request, requestId: newId() });
    if (!(response instanceof Response)) throw new Error("expected a response with a status of its own");
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ id: executing.live.runId, status: "paused", finishedAt: null });
  });

  test("is what is stored of it", async () => {
    const scope = await makeScope();
    const good = await publishGraph(scope, greetingGraph);
    const bad = await publishGraph(scope, failingGraph);
    for (const version of ["production", "draft", 1] as const) {
      for (const [workflowId, status] of [
        [good, "succeeded"],
        [bad, "failed"],
      ] as const) {
        const view = await answer(scope, workflowId, version);
        expect(view.status).toBe(status);
        expect(view).toEqual(await getRun(scope, view.id));
      }
    }
  });

  test("is 202 and the run as it waits, where a worker is to execute it", async () => {
    const scope = await makeScope();
    const workflowId = await publishGraph(scope, greetingGraph);
    const wanted = { inputs: {}, query: "Ada", version: "production", priority: 2 } as const;
    const response = await answerAccepted(scope, await startQueuedRun(scope, workflowId, wanted));
    expect(response.status).toBe(202);
    const view = await response.json();
    expect(view).toMatchObject({ status: "pending", query: "Ada", startedAt: null, workflowId });
    expect(await systemSql()`select priority, queued, owner from run_leases where run_id = ${view.id}`).toEqual([
      { priority: 2, queued: true, owner: null },
    ]);
  });
});

describe("what is in production", () => {
  test("is run from the moment it was published here, under the name it has", async () => {
    const scope = await makeScope();
    const workflowId = await publishGraph(scope, greetingGraph);
    expect(await answer(scope, workflowId)).toMatchObject({ versionNumber: 1, response: "Hello Ada" });
    const { revision } = await getDraft(scope, workflowId);
    const greeting = graphOf(
      {
        start: { type: "start" },
        hi: { type: "answer", renderMode: "message", config: { text: "Hi {{ start.query }}" } },
      },
      ["start -> hi"],
    );
    await replaceDraft(scope, workflowId, { baseRevision: revision, graph: greeting });
    await publishDraft(scope, workflowId);
    await updateWorkflow(scope, workflowId, { name: "Renamed" });
    expect(await answer(scope, workflowId)).toMatchObject({
      versionNumber: 2,
      response: "Hi Ada",
      workflowName: "Renamed",
    });
  });

  test("can't be run once it is archived, nor by others", async () => {
    const scope = await makeScope();
    const workflowId = await publishGraph(scope, greetingGraph);
    await answer(scope, workflowId);
    await expect(answer(await makeScope(), workflowId)).rejects.toMatchObject({ code: "not_found" });
    await archiveWorkflow(scope, workflowId);
    await expect(answer(scope, workflowId)).rejects.toMatchObject({ code: "not_found" });
  });
});

test.each([{}, { waits: { approvals: [], waits: [], pauses: [], closed: [] } }])(
  "storing runs reads no table from end to end, however small it was when the statement was planned",
  async (more) => {
    const batch = { conversations: [], inserts: [], owned: [], nodes: [], ends: [], ...more };
    const plan = await writeBatch<{ "QUERY PLAN": string }[]>(systemSql(), batch, "explain (costs off)");
    const lines = plan.map((row) => row["QUERY PLAN"]);
    expect(lines.some((line) => line.includes("Insert on run_node_logs"))).toBe(true);
    expect(lines.filter((line) => /Seq Scan/.test(line))).toEqual([]);
    // An index that is read without a condition is read as a whole.
    const scans = lines.flatMap((line, at) =>
      /Index (Only )?Scan|Bitmap Index Scan/.test(line) ? [lines[at + 1]] : [],
    );
    for (const condition of scans) expect(condition).toMatch(/Index Cond/);
  },
);
