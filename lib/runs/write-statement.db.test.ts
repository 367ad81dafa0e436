// The statement's answer may get lost with its connection; then the same batch is stored again and has to mean the same.

import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { createAgent } from "../agents/create-agent";
import { publishAgent } from "../agents/publish-agent";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { askAgent } from "../conversations/ask";
import { replaceDraft } from "../workflows/edit-draft";
import { getRun, listRunNodes } from "./queries";
import { accepted, ended } from "./respond";
import { makeRunWriter } from "./run-writer";
import { releaseRuns, runRuntime } from "./runtime";
import { startRun } from "./start-run";
import { graphOf } from "./testing/graphs";
import { type Batch, writeBatch } from "./write-statement";

setTestEnvironment();
provideDatabase();
afterAll(releaseRuns);

const stay = new AbortController().signal;
const idsOf = (rows: readonly { run_id: string }[]) => new Set(rows.map((row) => row.run_id));

beforeEach(() => {
  runRuntime().writer = makeRunWriter(async (batch: Batch) => {
    const first = idsOf(await writeBatch(systemSql(), batch));
    const second = idsOf(await writeBatch(systemSql(), batch));
    expect(second).toEqual(first);
    return second;
  });
});

/** Waits in between, so that the run's row, its nodes and its end go out in batches of their own. */
const graph = graphOf(
  {
    start: { type: "start" },
    busy: { type: "code", config: { source: "return { result: 1 }", timeoutMs: 5_000 } },
    hello: { type: "answer", renderMode: "message", config: { text: "Hello {{ start.query }}" } },
    end: { type: "end" },
  },
  ["start -> busy", "busy -> hello", "hello -> end"],
);

async function makeLiveAgent(): Promise<{ scope: Scope; agentId: string; workflowId: string }> {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const agent = await createAgent(scope, { name: "Twice", description: "" });
  const { revision } = await replaceDraft(scope, agent.workflowId, { baseRevision: agent.revision, graph });
  await publishAgent(scope, agent.id, { revision, releaseNotes: "", versionType: "minor" });
  return { scope, agentId: agent.id, workflowId: agent.workflowId };
}

/** Stores everything once, as outside of tests, but lets something happen just before a new run is stored. */
function beforeNextInsert(happen: () => Promise<void>): void {
  let next: (() => Promise<void>) | null = happen;
  runRuntime().writer = makeRunWriter(async (batch: Batch) => {
    const [now] = [batch.inserts.length > 0 ? next : null];
    if (now) {
      next = null;
      await now();
    }
    return idsOf(await writeBatch(systemSql(), batch));
  });
}

describe("two who ask in one conversation at the same instant", () => {
  async function makeTalk() {
    const { scope, agentId, workflowId } = await makeLiveAgent();
    const first = await askAgent(scope, agentId, { query: "Ada", inputs: {} });
    await ended(first.executing, stay);
    const { conversationId } = first;
    const place = { workspaceId: scope.workspaceId, workflowId, agentId, conversationId };
    /** What another process does in between: a question asked and answered. */
    const answerElsewhere = async (previousRunId: string) => {
      const { id } = await make.run({ ...place, previousRunId, userQuery: "elsewhere" });
      await systemSql()`
        update conversations set head_run_id = ${id}, run_count = run_count + 1 where id = ${conversationId}`;
      return id;
    };
    const ask = (query: string, more = {}) => askAgent(scope, agentId, { query, inputs: {}, conversationId, ...more });
    const turns = () => systemSql()<{ id: string; previous_run_id: string | null }[]>`
      select id, previous_run_id from runs where conversation_id = ${conversationId} order by id`;
    return { firstId: first.executing.live.runId, conversationId, answerElsewhere, ask, turns };
  }

  test("get answers one after the other, even when the first had its answer before the second was stored", async () => {
    const { firstId, conversationId, answerElsewhere, ask, turns } = await makeTalk();
    let between = "";
    beforeNextInsert(async () => {
      between = await answerElsewhere(firstId);
    });
    const asked = await ask("Bo");
    await ended(asked.executing, stay);
    const last = asked.executing.live.runId;
    expect(await turns()).toEqual([
      { id: firstId, previous_run_id: null },
      { id: between, previous_run_id: firstId },
      { id: last, previous_run_id: between },
    ]);
    const [row] = await systemSql()`select run_count, head_run_id from conversations where id = ${conversationId}`;
    expect(row).toMatchObject({ run_count: 3, head_run_id: last });
  });

  test("may ask for another version of the same question, whatever came in between", async () => {
    const { firstId, answerElsewhere, ask } = await makeTalk();
    beforeNextInsert(async () => void (await answerElsewhere(firstId)));
    const again = await ask("Bo", { insteadOf: firstId });
    await ended(again.executing, stay);
    expect(again.executing.live.state.status).toBe("succeeded");
  });

  test("never become versions of each other in one process either", async () => {
    const { ask, turns } = await makeTalk();
    beforeNextInsert(async () => undefined);
    const told = await Promise.allSettled(
      ["a", "b", "c", "d"].map(async (query) => ended((await ask(query)).executing, stay)),
    );
    const refusals = told.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(refusals.every((code) => code === "conversation_busy")).toBe(true);
    const previous = (await turns()).map((turn) => turn.previous_run_id);
    expect(previous.length).toBe(1 + told.length - refusals.length);
    expect(new Set(previous).size).toBe(previous.length);
  });
});

describe("a batch that is stored twice", () => {
  test("ends its run once, with every node once", async () => {
    const { scope, workflowId } = await makeLiveAgent();
    const run = await startRun(scope, workflowId, { inputs: {}, query: "Ada", version: "production" });
    await accepted(run);
    await ended(run, stay);
    expect(await getRun(scope, run.live.runId)).toMatchObject({
      status: "succeeded",
      error: null,
      response: "Hello Ada",
    });
    const { items } = await listRunNodes(scope, run.live.runId, { limit: 50 });
    expect(items.map((node) => node.path)).toEqual(["start", "busy", "hello", "end"]);
    expect(await systemSql()`select 1 from run_leases where run_id = ${run.live.runId}`).toHaveLength(0);
  });

  test("counts a conversation's runs and tokens once", async () => {
    const { scope, agentId } = await makeLiveAgent();
    const first = await askAgent(scope, agentId, { query: "Ada", inputs: {} });
    await ended(first.executing, stay);
    const { conversationId } = first;
    const second = await askAgent(scope, agentId, { query: "Bo", inputs: {}, conversationId });
    await ended(second.executing, stay);
    const [row] = await systemSql()`select run_count, head_run_id from conversations where id = ${conversationId}`;
    expect(row).toMatchObject({ run_count: 2, head_run_id: second.executing.live.runId });
  });
});
