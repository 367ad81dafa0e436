// What the statement stores of runs that wait, each time as a process would that sends the batch, loses the answer and
// sends it again.

import { describe, expect, test } from "vitest";
import { asSystem, systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { NodePaused, Wait } from "../run-log/events";
import { newId } from "../shared/ids";
import { eventOfRow, rowOfPause, rowOfRunEnd } from "./node-rows";
import { settleWaits } from "./settle-waits";
import { readLog } from "./tell-run";
import { rowOfWait } from "./wait-rows";
import { wakeRuns } from "./wake-runs";
import { type Batch, writeBatch } from "./write-statement";

provideDatabase();

interface Place {
  id: string;
  workspaceId: string;
}

/** A run that is executed somewhere. */
async function makeRunning(values: Parameters<typeof make.run>[0] = {}): Promise<Place> {
  const run = await make.run({ status: "running", startedAt: new Date(), ...values });
  await systemSql()`
    insert into run_leases (run_id, workspace_id, owner, token, expires_at)
    values (${run.id}, ${run.workspaceId}, ${newId()}, 1, now() + interval '10 seconds')`;
  return run;
}

const approval = (until: number | null = null): Wait => ({
  kind: "approval",
  title: "May I?",
  body: "It costs 10 €.",
  form: [{ name: "amount", type: "number" }],
  draft: "Dear all",
  assignees: { users: [], roles: [] },
  until,
});

const pauseOf = (wait: Wait, path = "ask"): NodePaused => ({
  type: "node.paused",
  path,
  attempt: 1,
  seq: 2,
  at: 1_250,
  nodeId: path,
  name: path,
  nodeType: "approval",
  renderMode: "hidden",
  rank: 1,
  startedAt: 1_000,
  durationMs: 250,
  inputs: { a: 1 },
  wait,
});

const emptyBatch = (): Batch => ({ conversations: [], inserts: [], owned: [], nodes: [], ends: [] });
const noWaits = () => ({ approvals: [], waits: [], pauses: [], closed: [] });

/** The batch of a node that waits. */
function pausing(run: Place, wait: Wait, path?: string): Batch {
  const event = pauseOf(wait, path);
  const { approvals = [], waits = [] } = rowOfWait(run, event);
  return {
    ...emptyBatch(),
    owned: [{ run_id: run.id, token: 1 }],
    nodes: [rowOfPause(run, event)],
    waits: { ...noWaits(), approvals, waits },
  };
}

const sleeping = (run: Place, until: string | null = null): Batch => ({
  ...emptyBatch(),
  owned: [{ run_id: run.id, token: 1 }],
  waits: { ...noWaits(), pauses: [{ run_id: run.id, until }] },
});

function ending(run: Place, parentRunId?: string): Batch {
  const totals = { promptTokens: 3, completionTokens: 4, cost: 0.5, currency: "EUR", nodeExecutions: 1, durationMs: 1 };
  const end = rowOfRunEnd(
    run.id,
    {
      type: "run.ended",
      seq: 9,
      at: 2_000,
      status: "succeeded",
      outputs: { x: 1 },
      error: null,
      response: "Hi",
      totals,
    },
    { model_id: null, model_name: null, first_token_ms: null, variables: null },
  );
  if (parentRunId) end.parent_run_id = parentRunId;
  return { ...emptyBatch(), owned: [{ run_id: run.id, token: 1 }], ends: [end], waits: noWaits() };
}

async function storeTwice(batch: Batch): Promise<string[]> {
  const ids = async () => (await writeBatch(systemSql(), batch)).map((row) => row.run_id).sort();
  const first = await ids();
  expect(await ids()).toEqual(first);
  return first;
}

async function leaseOf(run: Place) {
  const [lease] = await systemSql()<{ owner: string | null; due: boolean; asleep: boolean; signalled: boolean }[]>`
    select owner, expires_at <= now() as due, expires_at = 'infinity' as asleep, signalled
    from run_leases where run_id = ${run.id}`;
  return lease;
}

const statusOf = async (run: Place) =>
  (await systemSql()<{ status: string }[]>`select status from runs where id = ${run.id}`)[0]?.status;

describe("a node that waits", () => {
  test("has its log row and its approval once, and reads back as it was told", async () => {
    const run = await makeRunning();
    expect(await storeTwice(pausing(run, approval(60_000)))).toEqual([run.id]);
    expect((await readLog(systemSql(), run.id)).map(eventOfRow)).toEqual([pauseOf(approval(60_000))]);
    expect(
      await systemSql()`select path, title, status, draft, form_schema from approvals where run_id = ${run.id}`,
    ).toEqual([
      {
        path: "ask",
        title: "May I?",
        status: "pending",
        draft: "Dear all",
        form_schema: [{ name: "amount", type: "number" }],
      },
    ]);
  });

  test("is not asked for again by a batch that is sent once more after the decision", async () => {
    const run = await makeRunning();
    const batch = pausing(run, approval());
    await writeBatch(systemSql(), batch);
    await systemSql()`update approvals set status = 'approved' where run_id = ${run.id}`;
    await writeBatch(systemSql(), batch);
    expect(await systemSql()`select status from approvals where run_id = ${run.id}`).toEqual([{ status: "approved" }]);
  });

  test("takes the place of its earlier wait when it waits again", async () => {
    const run = await makeRunning();
    await storeTwice(pausing(run, { kind: "breakpoint" }));
    await systemSql()`
      update waits set ended_at = now(), answer = '{"kind":"breakpoint"}' where run_id = ${run.id}`;
    await storeTwice(pausing(run, { kind: "event", key: "order-1", until: null }));
    expect(
      await systemSql()`select kind, correlation_key, answer, ended_at from waits where run_id = ${run.id}`,
    ).toEqual([{ kind: "event", correlation_key: "order-1", answer: null, ended_at: null }]);
  });

  test("of a run that another process has taken is not stored", async () => {
    const run = await makeRunning();
    await systemSql()`update run_leases set token = 2 where run_id = ${run.id}`;
    expect(await storeTwice(pausing(run, approval()))).toEqual([]);
    expect(await systemSql()`select 1 from approvals where run_id = ${run.id}`).toHaveLength(0);
  });
});

describe("a run that pauses", () => {
  test("is nobody's and asleep until it is woken", async () => {
    const run = await makeRunning();
    await storeTwice(sleeping(run));
    expect(await leaseOf(run)).toEqual({ owner: null, due: false, asleep: true, signalled: false });
    expect(await statusOf(run)).toBe("paused");
    await asSystem((tx) => wakeRuns(tx, [run.id]));
    expect(await leaseOf(run)).toMatchObject({ owner: null, due: true, signalled: true });
  });

  test("is due when the first wait ends by itself", async () => {
    const run = await makeRunning();
    await storeTwice(sleeping(run, new Date(Date.now() + 3_600_000).toISOString()));
    expect(await leaseOf(run)).toMatchObject({ owner: null, due: false, asleep: false });
  });

  test("never sleeps over a decision that was stored a moment before", async () => {
    const run = await makeRunning();
    await asSystem((tx) => wakeRuns(tx, [run.id]));
    await storeTwice(sleeping(run));
    expect(await leaseOf(run)).toMatchObject({ owner: null, due: true });
  });

  test("never sleeps over a decision that is being stored at the same moment", async () => {
    const run = await makeRunning();
    let sleep: Promise<unknown> = Promise.resolve();
    await asSystem(async (tx) => {
      await wakeRuns(tx, [run.id]);
      sleep = writeBatch(systemSql(), sleeping(run)).execute();
      // Long enough for the statement to have begun, so that it sees the lease as it was and waits for its lock.
      await expect
        .poll(
          () =>
            systemSql()`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        .toHaveLength(1);
    });
    await sleep;
    expect(await leaseOf(run)).toMatchObject({ owner: null, due: true });
  });
});

describe("a run that ends", () => {
  test("asks nobody any more", async () => {
    const run = await makeRunning();
    await storeTwice(pausing(run, approval()));
    await storeTwice(pausing(run, { kind: "event", key: "k", until: null }, "hear"));
    await storeTwice(ending(run));
    expect(await systemSql()`select status from approvals where run_id = ${run.id}`).toEqual([{ status: "cancelled" }]);
    expect(await systemSql()`select 1 from waits where run_id = ${run.id} and ended_at is null`).toHaveLength(0);
    expect(await leaseOf(run)).toBeUndefined();
  });

  test("leaves what was decided as it was decided", async () => {
    const run = await makeRunning();
    await storeTwice(pausing(run, approval()));
    await systemSql()`update approvals set status = 'rejected' where run_id = ${run.id}`;
    await storeTwice(ending(run));
    expect(await systemSql()`select status from approvals where run_id = ${run.id}`).toEqual([{ status: "rejected" }]);
  });

  test("wakes the run above it, which then reads how it went", async () => {
    const parent = await makeRunning();
    const child = await makeRunning({ workspaceId: parent.workspaceId, parentRunId: parent.id, parentPath: "ask" });
    await storeTwice(pausing(parent, { kind: "run", runId: child.id }));
    await storeTwice(sleeping(parent));
    expect(await settleWaits(systemSql(), [parent.id])).toEqual([]);
    await storeTwice(ending(child, parent.id));
    expect(await leaseOf(parent)).toMatchObject({ owner: null, due: true });
    const answer = {
      kind: "run",
      runId: child.id,
      name: expect.any(String),
      status: "succeeded",
      outputs: { x: 1 },
      response: "Hi",
      error: null,
      usage: { promptTokens: 3, completionTokens: 4, cost: 0.5, currency: "EUR" },
    };
    const settled = [{ runId: parent.id, path: "ask", waitId: expect.any(String), kind: "run", answer }];
    expect(await settleWaits(systemSql(), [parent.id])).toEqual(settled);
    expect(await settleWaits(systemSql(), [parent.id])).toEqual(settled);
  });

  test("in the batch in which the run above it pauses keeps that awake", async () => {
    const parent = await makeRunning();
    const child = await makeRunning({ workspaceId: parent.workspaceId, parentRunId: parent.id, parentPath: "ask" });
    await storeTwice(pausing(parent, { kind: "run", runId: child.id }));
    const [one, other] = [ending(child, parent.id), sleeping(parent)];
    await storeTwice({ ...one, owned: [...one.owned, ...other.owned], ...(other.waits ? { waits: other.waits } : {}) });
    expect(await leaseOf(parent)).toMatchObject({ owner: null, due: true });
  });

  test("in the batch that inserts it wakes the run above it too", async () => {
    const above = await make.run({ status: "running", startedAt: new Date() });
    await systemSql()`
      insert into run_leases (run_id, workspace_id, token, expires_at)
      values (${above.id}, ${above.workspaceId}, 1, 'infinity')`;
    const id = newId();
    const { ends } = ending({ id, workspaceId: above.workspaceId }, above.id);
    const insert = {
      id,
      workspace_id: above.workspaceId,
      workflow_id: above.workflowId,
      version_id: null,
      deployment_id: null,
      agent_id: null,
      conversation_id: null,
      user_id: null,
      previous_run_id: null,
      follows_head: false,
      kind: "task",
      trigger: "subflow",
      user_query: null,
      inputs: {},
      agent_name: null,
      workflow_name: "child",
      graph_checksum: above.graphChecksum,
      metadata: null,
      created_by: null,
      created_at: new Date().toISOString(),
      parent_run_id: above.id,
      parent_path: "call",
      depth: 1,
      owner: newId(),
      token: 1,
      lease_ms: 10_000,
    };
    expect(await storeTwice({ ...emptyBatch(), inserts: [insert], ends, waits: noWaits() })).toEqual([id]);
    expect(await leaseOf(above)).toMatchObject({ owner: null, due: true, signalled: true });
    expect(await leaseOf({ id, workspaceId: above.workspaceId })).toBeUndefined();
  });

  test("before anybody waited for it is noticed by who waits", async () => {
    const parent = await makeRunning();
    const child = await make.run({
      workspaceId: parent.workspaceId,
      parentRunId: parent.id,
      parentPath: "ask",
      finishedAt: new Date(),
    });
    await storeTwice(pausing(parent, { kind: "run", runId: child.id }));
    await storeTwice(sleeping(parent));
    expect(await leaseOf(parent)).toMatchObject({ owner: null, due: true });
  });
});

describe("a node that ends without its answer", () => {
  test("asks nobody any more, while the run goes on", async () => {
    const run = await makeRunning();
    await storeTwice(pausing(run, approval(), "loop[0]/ask"));
    await storeTwice(pausing(run, approval(), "loop[1]/ask"));
    await storeTwice({
      ...emptyBatch(),
      owned: [{ run_id: run.id, token: 1 }],
      waits: { ...noWaits(), closed: [{ run_id: run.id, path: "loop[0]/ask" }] },
    });
    expect(await systemSql()`select path, status from approvals where run_id = ${run.id} order by path`).toEqual([
      { path: "loop[0]/ask", status: "cancelled" },
      { path: "loop[1]/ask", status: "pending" },
    ]);
  });
});

describe("time", () => {
  test("ends waits by the clock of the database, once", async () => {
    const run = await makeRunning();
    const [past, future] = [Date.now() - 1_000, Date.now() + 3_600_000];
    await storeTwice(pausing(run, { kind: "time", until: past }, "short"));
    await storeTwice(pausing(run, { kind: "time", until: future }, "long"));
    await storeTwice(pausing(run, { kind: "event", key: "k", until: past }, "hear"));
    await storeTwice(pausing(run, approval(past), "ask"));
    await storeTwice(pausing(run, approval(future), "later"));
    const settled = await settleWaits(systemSql(), [run.id]);
    expect(new Map(settled.map((one) => [one.path, one.answer]))).toEqual(
      new Map<string, object>([
        ["short", { kind: "time" }],
        ["hear", { kind: "event", data: null, status: "timeout" }],
        [
          "ask",
          {
            kind: "approval",
            status: "expired",
            values: {},
            text: null,
            comment: "",
            by: "deadline",
            decidedBy: null,
            decidedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          },
        ],
      ]),
    );
    const again = await settleWaits(systemSql(), [run.id]);
    expect(new Map(again.map((one) => [one.path, one.answer]))).toEqual(
      new Map(settled.map((one) => [one.path, one.answer])),
    );
  });

  test("changes nothing that a person decided before", async () => {
    const person = await make.user({ name: "Ada" });
    const run = await makeRunning();
    await storeTwice(pausing(run, approval(Date.now() - 1_000)));
    await systemSql()`
      update approvals set status = 'approved', decided_by = ${person.id}, decided_at = '2026-01-02T03:04:05.678Z',
        decision = '{"values":{"amount":5},"text":"Hello","comment":"ok","by":"link"}'
      where run_id = ${run.id}`;
    expect((await settleWaits(systemSql(), [run.id])).map((one) => one.answer)).toEqual([
      {
        kind: "approval",
        status: "approved",
        values: { amount: 5 },
        text: "Hello",
        comment: "ok",
        by: "link",
        decidedBy: { id: person.id, name: "Ada" },
        decidedAt: "2026-01-02T03:04:05.678Z",
      },
    ]);
  });
});
