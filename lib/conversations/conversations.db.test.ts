import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWorkspace } from "@/db/scope";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { createAgent } from "../agents/create-agent";
import { publishAgent } from "../agents/publish-agent";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import type { Graph } from "../graph/schema";
import { accepted, ended } from "../runs/respond";
import { releaseRuns } from "../runs/runtime";
import { busyGraph, graphOf, greetingGraph } from "../runs/testing/graphs";
import { newId } from "../shared/ids";
import type { JsonObject } from "../shared/json";
import { replaceDraft } from "../workflows/edit-draft";
import { getDraft } from "../workflows/queries";
import { answerTurn, stopTurn } from "./answer-turn";
import { askAgent, titleOf } from "./ask";
import { deleteConversation, updateConversation } from "./change-conversation";
import { getConversation, listConversations, listTalkers, listThoughts, listTurns } from "./queries";
import { readTitle } from "./title-conversation";
import { turnsStatement } from "./turns-statement";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const stay = new AbortController().signal;

const askingGraph = graphOf(
  {
    start: { type: "start", config: { variables: [{ name: "city", type: "string", required: true }] } },
    say: { type: "answer", renderMode: "message", config: { text: "In {{ start.city }}" } },
  },
  ["start -> say"],
);

async function makeTeam(): Promise<{ owner: Scope; other: Scope }> {
  const workspace = await make.workspace();
  const owner = scopeOf(workspace, await make.member(workspace, "owner"));
  return { owner, other: scopeOf(workspace, await make.member(workspace, "builder")) };
}

async function makeLiveAgent(scope: Scope, graph: Graph): Promise<string> {
  const agent = await createAgent(scope, { name: `Agent ${Math.random()}`, description: "" });
  const { revision } = await replaceDraft(scope, agent.workflowId, { baseRevision: agent.revision, graph });
  await publishAgent(scope, agent.id, { revision, releaseNotes: "", versionType: "minor" });
  expect((await getDraft(scope, agent.workflowId)).revision).toBe(revision);
  return agent.id;
}

async function askAndWait(
  scope: Scope,
  agentId: string,
  question: { query: string; inputs?: JsonObject; conversationId?: string; insteadOf?: string; after?: string },
) {
  const asked = await askAgent(scope, agentId, question);
  await ended(asked.executing, stay);
  return { conversationId: asked.conversationId, runId: asked.executing.live.runId };
}

describe("the answer to whoever asked", () => {
  test("is the turn as the conversation has it, answered or failed", async () => {
    const { owner } = await makeTeam();
    const failing = graphOf(
      {
        start: { type: "start" },
        say: { type: "answer", renderMode: "message", config: { text: "So far" } },
        fail: { type: "code", config: { source: "throw new Error('no')" } },
      },
      ["start -> say", "say -> fail"],
    );
    for (const graph of [greetingGraph, failing]) {
      const agentId = await makeLiveAgent(owner, graph);
      const first = await askAndWait(owner, agentId, { query: "Ada" });
      const { conversationId } = first;
      const asked = await askAgent(owner, agentId, { inputs: {}, query: "Bo", conversationId });
      const how = { request: new Request("http://localhost/"), requestId: newId() };
      const turn = await answerTurn(owner, asked, "blocking", how);
      const { items } = await listTurns(owner, conversationId, { limit: 1 });
      expect(turn).toEqual({ ...items[0], conversationId });
      expect(items[0]?.errorCode).toBe(graph === failing ? "code_failed" : null);
    }
  });
});

describe("a conversation", () => {
  test("begins with its first question and goes on in order", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, greetingGraph);
    const first = await askAndWait(owner, agentId, { query: "Ada" });
    const second = await askAndWait(owner, agentId, { query: "Bo", conversationId: first.conversationId });
    const { items } = await listTurns(owner, first.conversationId, { limit: 10 });
    expect(items.map((turn) => [turn.query, turn.response, turn.previousRunId])).toEqual([
      ["Bo", "Hello Bo", first.runId],
      ["Ada", "Hello Ada", null],
    ]);
    expect(await getConversation(owner, first.conversationId)).toMatchObject({
      title: "Ada",
      runCount: 2,
      headRunId: second.runId,
    });
  });

  test("keeps what was asked again as a sibling", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, greetingGraph);
    const first = await askAndWait(owner, agentId, { query: "Ada" });
    const again = await askAndWait(owner, agentId, {
      query: "Eve",
      conversationId: first.conversationId,
      insteadOf: first.runId,
    });
    const { items } = await listTurns(owner, first.conversationId, { limit: 10 });
    expect(items.map((turn) => turn.previousRunId)).toEqual([null, null]);
    expect((await getConversation(owner, first.conversationId)).headRunId).toBe(again.runId);
  });

  test("goes on after any turn of its own, and after no other", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, greetingGraph);
    const first = await askAndWait(owner, agentId, { query: "Ada" });
    const { conversationId } = first;
    await askAndWait(owner, agentId, { query: "Eve", conversationId, insteadOf: first.runId });
    await askAndWait(owner, agentId, { query: "Bo", conversationId, after: first.runId });
    const { items } = await listTurns(owner, conversationId, { limit: 10 });
    expect(items.map((turn) => [turn.query, turn.previousRunId])).toEqual([
      ["Bo", first.runId],
      ["Eve", null],
      ["Ada", null],
    ]);
    const elsewhere = await askAndWait(owner, agentId, { query: "Ada" });
    const stray = { query: "x", inputs: {}, conversationId, after: elsewhere.runId };
    await expect(askAgent(owner, agentId, stray)).rejects.toMatchObject({ code: "not_found" });
  });

  test("has one answer at a time, however many ask at once", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, busyGraph);
    const first = await askAgent(owner, agentId, { query: "one", inputs: {} });
    await accepted(first.executing);
    const { conversationId } = first;
    const more = await Promise.all(
      [1, 2, 3].map(async () =>
        accepted((await askAgent(owner, agentId, { query: "more", inputs: {}, conversationId })).executing)
          .then(() => "accepted")
          .catch((error: { code: string; message: string }) => error),
      ),
    );
    const busy = expect.objectContaining({
      code: "conversation_busy",
      message: expect.stringContaining("being written"),
    });
    expect(more).toEqual([busy, busy, busy]);
    await stopTurn(owner, { conversationId, runId: first.executing.live.runId });
    await first.executing.done;
    expect((await listTurns(owner, conversationId, { limit: 9 })).items.map((turn) => turn.status)).toEqual([
      "cancelled",
    ]);
  });

  test("says which approval its answer waits for, as long as nobody has decided it", async () => {
    const { owner } = await makeTeam();
    const asking = { type: "approval", config: { title: "Refund 40 €?" } } as const;
    const graph = graphOf({ start: { type: "start" }, ask: asking, end: { type: "end" } }, [
      "start -> ask",
      "ask:approved -> end",
      "ask:rejected -> end",
    ]);
    const agentId = await makeLiveAgent(owner, graph);
    const first = await askAgent(owner, agentId, { query: "one" });
    await first.executing.done;
    const { conversationId } = first;
    const { runId } = first.executing.live;
    const ask = async () => accepted((await askAgent(owner, agentId, { query: "more", conversationId })).executing);
    await expect(ask()).rejects.toMatchObject({
      code: "conversation_busy",
      message: expect.stringContaining("“Refund 40 €?”"),
      params: { approval: "Refund 40 €?", runId },
    });
    // Decided, but not gone on yet: nobody has to be asked any more.
    await systemSql()`update approvals set status = 'approved' where run_id = ${runId}`;
    await expect(ask()).rejects.toMatchObject({ code: "conversation_busy", params: {} });
  });

  test("is its person's alone, in the same workspace too", async () => {
    const { owner, other } = await makeTeam();
    const agentId = await makeLiveAgent(owner, greetingGraph);
    const { conversationId, runId } = await askAndWait(owner, agentId, { query: "Ada" });
    expect((await listConversations(other, { limit: 9 })).items).toEqual([]);
    for (const attempt of [
      () => getConversation(other, conversationId),
      () => listTurns(other, conversationId, { limit: 9 }),
      () => listThoughts(other, conversationId, runId),
      () => updateConversation(other, conversationId, { title: "mine" }),
      () => deleteConversation(other, conversationId),
      () => askAgent(other, agentId, { query: "x", inputs: {}, conversationId }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("can be renamed and deleted", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, greetingGraph);
    const { conversationId } = await askAndWait(owner, agentId, { query: "Ada" });
    expect(await updateConversation(owner, conversationId, { title: "About Ada" })).toMatchObject({
      title: "About Ada",
    });
    expect((await listConversations(owner, { limit: 9, search: "about" })).items).toHaveLength(1);
    await deleteConversation(owner, conversationId);
    expect((await listConversations(owner, { limit: 9 })).items).toEqual([]);
    await expect(getConversation(owner, conversationId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("keeps what its agent asks for beside the question, until other values come", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, askingGraph);
    const [talker] = (await listTalkers(owner, { limit: 9 })).items;
    expect(talker?.inputs.map(({ name, type }) => [name, type])).toEqual([["city", "string"]]);
    await expect(askAgent(owner, agentId, { query: "x" })).rejects.toMatchObject({
      code: "inputs_invalid",
      details: [expect.objectContaining({ path: "inputs.city", code: "required" })],
    });

    const first = await askAndWait(owner, agentId, { query: "one", inputs: { city: "Ulm" } });
    const { conversationId } = first;
    await askAndWait(owner, agentId, { query: "two", conversationId });
    expect((await getConversation(owner, conversationId)).inputs).toEqual({ city: "Ulm" });
    await askAndWait(owner, agentId, { query: "three", conversationId, inputs: { city: "Bonn" } });
    expect((await getConversation(owner, conversationId)).inputs).toEqual({ city: "Bonn" });
    await askAndWait(owner, agentId, { query: "one again", conversationId, insteadOf: first.runId });
    const { items } = await listTurns(owner, conversationId, { limit: 9 });
    expect(items.map((turn) => turn.response)).toEqual(["In Ulm", "In Bonn", "In Ulm", "In Ulm"]);
    await expect(askAgent(owner, agentId, { query: "x", conversationId, inputs: {} })).rejects.toMatchObject({
      code: "inputs_invalid",
    });
  });

  test("that is pinned stands before all others, on every page of the list", async () => {
    const { owner } = await makeTeam();
    const agentId = await makeLiveAgent(owner, greetingGraph);
    const ids: string[] = [];
    for (const query of ["a", "b", "c", "d", "e"])
      ids.push((await askAndWait(owner, agentId, { query })).conversationId);
    for (const id of [ids[0], ids[2]]) await updateConversation(owner, id ?? "", { pinned: true });
    const titles: (string | null)[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listConversations(owner, { limit: 2, cursor });
      titles.push(...page.items.map(({ title }) => title));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(titles).toEqual(["c", "a", "e", "d", "b"]);
    await updateConversation(owner, ids[2] ?? "", { pinned: false });
    expect((await listConversations(owner, { limit: 9 })).items.map(({ title }) => title)).toEqual([..."aedcb"]);
    await expect(listConversations(owner, { limit: 9, cursor: "x.y" })).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  test("with an agent that is not published is refused", async () => {
    const { owner } = await makeTeam();
    const agent = await createAgent(owner, { name: "Draft", description: "" });
    await expect(askAgent(owner, agent.id, { query: "x", inputs: {} })).rejects.toMatchObject({
      code: "not_published",
    });
  });
});

describe("the statement behind a chat window", () => {
  test("reads one range of one index, without a join, however many runs there are", async () => {
    const { owner } = await makeTeam();
    const conversation = await make.conversation({ workspaceId: owner.workspaceId });
    const run = await make.run({ workspaceId: owner.workspaceId, conversationId: conversation.id, userQuery: "q" });
    await systemSql()`
      insert into runs (id, workspace_id, workflow_id, trigger, status, graph_checksum, conversation_id)
      select gen_random_uuid(), workspace_id, workflow_id, trigger, 'succeeded', graph_checksum,
        case when i % 100 = 0 then conversation_id end
      from runs, generate_series(1, 20000) i where id = ${run.id}`;
    await systemSql()`analyze runs`;
    const rows = await readWorkspace(owner.workspaceId, (client) =>
      turnsStatement<{ id: string }[]>(client, conversation.id, null, 30),
    );
    expect(rows).toHaveLength(30);
    const plan = await readWorkspace(owner.workspaceId, (client) =>
      turnsStatement<{ "QUERY PLAN": string }[]>(client, conversation.id, null, 30, "explain (costs off)"),
    );
    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toMatch(/^Limit/);
    expect(text.match(/Scan/g)).toHaveLength(1);
    expect(text).toMatch(/Index Scan (Backward )?using runs_conversation_idx on runs/);
    expect(text).not.toMatch(/Join|Nested Loop|Sort|Seq Scan|SubPlan|run_node_logs/);
  });
});

describe("a title that a model wrote", () => {
  test("is taken without its ornaments, or not at all", () => {
    expect(readTitle('"Returning a headset."\nmore')).toBe("Returning a headset");
    expect(readTitle("「退货流程」")).toBe("退货流程");
    expect(readTitle("")).toBeNull();
    expect(readTitle("Sure! Here is a long explanation of what this conversation is about, in detail")).toBeNull();
  });
});

describe("the first title of a conversation", () => {
  test("is the question's first line, cut at a word", () => {
    expect(titleOf("  Hello there\nand more")).toBe("Hello there");
    expect(titleOf(`${"word ".repeat(30)}`)).toMatch(/^(word )+word…$/);
    expect(Array.from(titleOf("报".repeat(200)))).toHaveLength(61);
  });
});
