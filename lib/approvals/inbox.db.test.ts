import { beforeAll, describe, expect, test } from "vitest";
import { GET as count } from "@/app/api/v1/approvals/count/route";
import { GET as list } from "@/app/api/v1/approvals/route";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { makeProgram } from "../http/testing/call-route";
import { newId } from "../shared/ids";
import { approvalFilterSchema } from "./contract";
import { countApprovals, listApprovals } from "./queries";

provideDatabase();
beforeAll(setTestEnvironment);

async function makeScope() {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  return { workspace, user, scope: scopeOf(workspace, user), workspaceId: workspace.id };
}

const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
const all = (filter: object = {}) => ({ ...approvalFilterSchema.parse(filter), limit: 50 });

describe("the inbox", () => {
  test("shows what waits with its run, the newest first", async () => {
    const { scope, workspaceId, user } = await makeScope();
    const agent = await make.agent({ workspaceId });
    const conversation = await make.conversation({ workspaceId, agentId: agent.id, userId: user.id });
    const run = await make.sleepingRun({
      workspaceId,
      workflowId: agent.workflowId,
      agentId: agent.id,
      agentName: "Helper",
      conversationId: conversation.id,
      userId: user.id,
      userQuery: "Refund?".repeat(200),
    });
    await make.nodeLog(run, { path: "loop[1]/ask", nodeId: "ask", nodeName: "Ask the boss", status: "paused" });
    const first = await make.approval({ run, path: "loop[1]/ask", title: "Refund 12", body: "**Now**", draft: "Dear" });
    const second = await make.approval({ run, path: "loop[2]/ask" });
    const { items } = await listApprovals(scope, all());
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(items[1]).toMatchObject({
      title: "Refund 12",
      body: "**Now**",
      draft: "Dear",
      form: [],
      status: "pending",
      decision: null,
      assignees: [],
      path: "loop[1]/ask",
      nodeName: "Ask the boss",
      mayDecide: true,
      run: {
        id: run.id,
        status: "paused",
        agentId: agent.id,
        agentName: "Helper",
        conversationId: conversation.id,
        userName: user.name,
      },
    });
    expect(items[1]?.run.query).toHaveLength(500);
    expect(items[0]?.nodeName).toBe("ask");
  });

  test("is paged without gaps or repetitions", async () => {
    const { scope, workspaceId } = await makeScope();
    const run = await make.sleepingRun({ workspaceId });
    const made: string[] = [];
    for (let at = 0; at < 7; at++) made.unshift((await make.approval({ run, path: `ask_${at}` })).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listApprovals(scope, { ...all(), limit: 3, cursor });
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...idsOf(page));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
  });

  test("is narrowed by status, agent, workflow and run, and by whom it is for", async () => {
    const { scope, workspace, workspaceId, user } = await makeScope();
    const agent = await make.agent({ workspaceId });
    const run = await make.sleepingRun({ workspaceId, agentId: agent.id, workflowId: agent.workflowId });
    const other = await make.member(workspace, "operator");
    const free = await make.approval({ run, path: "free" });
    const own = await make.approval({ run, path: "own", assignees: [user.id, other.id] });
    const theirs = await make.approval({ workspaceId, assignees: [other.id] });
    const done = await make.approval({ run, path: "done", status: "approved" });
    const late = await make.approval({ run, path: "late", expiresAt: new Date(Date.now() - 1000) });
    const get = async (filter: object) => idsOf(await listApprovals(scope, all(filter))).sort();
    const sorted = (...approvals: { id: string }[]) => approvals.map(({ id }) => id).sort();
    expect(await get({})).toEqual(sorted(free, own, theirs));
    expect(await get({ assigned: "me" })).toEqual(sorted(free, own));
    expect(await get({ status: "approved" })).toEqual(sorted(done));
    expect(await get({ status: "all" })).toEqual(sorted(free, own, theirs, done, late));
    expect(await get({ agentId: agent.id })).toEqual(sorted(free, own));
    expect(await get({ workflowId: agent.workflowId, status: "all" })).toEqual(sorted(free, own, done, late));
    expect(await get({ runId: theirs.runId })).toEqual(sorted(theirs));
    expect(await get({ runId: newId() })).toEqual([]);
    const shown = (await listApprovals(scope, all({ runId: run.id, status: "all" }))).items;
    expect(shown.find(({ id }) => id === late.id)).toMatchObject({ status: "expired", mayDecide: false });
  });

  test("shows nothing of another workspace, whatever is asked for", async () => {
    const [mine, theirs] = [await makeScope(), await makeScope()];
    const approval = await make.approval({ workspaceId: theirs.workspaceId });
    for (const filter of [{}, { status: "all" }, { runId: approval.runId }]) {
      expect(await listApprovals(mine.scope, all(filter))).toEqual({ items: [], nextCursor: null });
    }
    expect(await countApprovals(mine.scope)).toEqual({ count: 0 });
  });
});

describe("the count", () => {
  test("is of what the reader may decide now", async () => {
    const { scope, workspace, workspaceId, user } = await makeScope();
    const other = await make.member(workspace, "viewer");
    const run = await make.sleepingRun({ workspaceId });
    await make.approval({ run, path: "a" });
    await make.approval({ run, path: "b", assignees: [user.id] });
    await make.approval({ run, path: "c", assignees: [other.id] });
    await make.approval({ run, path: "d", status: "rejected" });
    await make.approval({ run, path: "e", expiresAt: new Date(0) });
    expect(await countApprovals(scope)).toEqual({ count: 2 });
    const reader = scopeOf(workspace, other, { permissions: new Set(["approval.view"] as const) });
    expect(await countApprovals(reader)).toEqual({ count: 0 });
    expect(await countApprovals({ ...scope, agentId: newId() })).toEqual({ count: 0 });
  });
});

describe("over the API", () => {
  test("the inbox and its count answer, and nonsense is refused", async () => {
    const program = await makeProgram();
    const approval = await make.approval({ workspaceId: program.workspaceId });
    const page = await program.call(list, { query: { assigned: "me" } });
    expect(page).toMatchObject({ status: 200, body: { items: [{ id: approval.id }], nextCursor: null } });
    expect(await program.call(count)).toMatchObject({ status: 200, body: { count: 1 } });
    for (const query of [
      { status: "done" },
      { runId: "1" },
      { cursor: "x" },
      { limit: "0" },
      { assigned: "you" },
    ] as const)
      expect(await program.call(list, { query })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });
});
