// The queue as several workers see it: what is taken, in which order, how fairly, and what that costs the database.

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withWorkspace } from "@/db/scope";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { ownProcess } from "../processes/own-process";
import { newId } from "../shared/ids";
import { claimLostRuns } from "./claim-lost-runs";
import { claimQueuedRuns, queuedRunsStatement } from "./claim-queued-runs";
import { queueRuns } from "./queue-runs";
import { takeRuns } from "./take-runs";

provideDatabase();
beforeAll(setTestEnvironment);
beforeAll(async () => {
  const { id } = ownProcess("worker");
  await systemSql()`insert into processes (id, kind, host, pid) values (${id}, 'worker', 'here', 1)`;
});
beforeEach(() => systemSql()`delete from run_leases`);

interface Lane {
  workspaceId: string;
  workflowId: string;
  checksum: string;
}

async function makeLane(workspaceId?: string, limits: { concurrentRuns?: number } = {}): Promise<Lane> {
  const workspace = workspaceId ?? (await make.workspace()).id;
  const agent = await make.agent({ workspaceId: workspace, limits });
  const { graphChecksum } = await make.run({ workspaceId: workspace, workflowId: agent.workflowId });
  return { workspaceId: workspace, workflowId: agent.workflowId, checksum: graphChecksum };
}

async function enqueue(lane: Lane, count: number, priority = 5): Promise<string[]> {
  const queued = Array.from({ length: count }, () => ({
    id: newId(),
    workspaceId: lane.workspaceId,
    workflowId: lane.workflowId,
    agentId: null,
    userId: null,
    trigger: "api" as const,
    query: null,
    inputs: {},
    priority,
    record: {
      versionId: null,
      deploymentId: null,
      agentName: null,
      workflowName: "W",
      graphChecksum: lane.checksum,
      kind: "task" as const,
      metadata: null,
    },
  }));
  await withWorkspace(lane.workspaceId, (tx) => queueRuns(tx, queued));
  return queued.map((run) => run.id);
}

const idsOf = (claims: readonly { run_id: string }[]) => claims.map((claim) => claim.run_id).sort();
const finish = (ids: readonly string[]) =>
  systemSql()`delete from run_leases where run_id = any (${ids as string[]}::uuid[])`;

describe("queued runs", () => {
  test("are stored as pending, and run under the first token of their first worker", async () => {
    const [id = ""] = await enqueue(await makeLane(), 1);
    expect(await systemSql()`select status, started_at from runs where id = ${id}`).toMatchObject([
      { status: "pending", started_at: null },
    ]);
    const [taken, ...more] = await takeRuns(10, []);
    expect(more).toEqual([]);
    expect(taken).toMatchObject({ id, token: "1", crashes: 0, started_at: expect.any(Date), cancelled: false });
    expect(await systemSql()`select status, attempt from runs where id = ${id}`).toMatchObject([
      { status: "running", attempt: 1 },
    ]);
  });

  test("are forgotten when the transaction that queued them fails", async () => {
    const lane = await makeLane();
    await expect(
      withWorkspace(lane.workspaceId, async (tx) => {
        const { workspaceId, workflowId, checksum } = lane;
        const record = {
          versionId: null,
          deploymentId: null,
          agentName: null,
          workflowName: "W",
          kind: "task" as const,
        };
        await queueRuns(tx, [
          {
            ...{ id: newId(), workspaceId, workflowId, agentId: null, userId: null, trigger: "api" },
            ...{ query: null, inputs: {}, priority: 5, record: { ...record, graphChecksum: checksum, metadata: null } },
          },
        ]);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await takeRuns(10, [])).toEqual([]);
  });

  test("go by priority, then by age, and no more than there is room for", async () => {
    const lane = await makeLane();
    const late = await enqueue(lane, 2, 9);
    const usual = await enqueue(lane, 2);
    const urgent = await enqueue(lane, 1, 0);
    expect(idsOf(await claimQueuedRuns(2))).toEqual([...urgent, usual[0]].sort());
    expect(idsOf(await claimQueuedRuns(2))).toEqual([usual[1], late[0]].sort());
    expect(await claimQueuedRuns(0)).toEqual([]);
    expect(idsOf(await claimQueuedRuns(9))).toEqual([late[1]]);
  });

  test("of a workspace get no more places than its quota, whoever claims", async () => {
    const { id } = await make.workspace({ settings: { quotas: { maxBackgroundRuns: 3 } } });
    await enqueue(await makeLane(id), 10);
    const claims = await Promise.all([1, 2, 3, 4, 5].map(() => claimQueuedRuns(10)));
    expect(claims.flat()).toHaveLength(3);
    await finish([claims.flat()[0]?.run_id ?? ""]);
    expect(await claimQueuedRuns(10)).toHaveLength(1);
  });

  test("of a workspace that names no quota leave places for others", async () => {
    await enqueue(await makeLane(), 60);
    expect(await claimQueuedRuns(50)).toHaveLength(20);
  });

  test("of an agent at its limit do not hold up the workspace's others", async () => {
    const { id } = await make.workspace();
    await enqueue(await makeLane(id, { concurrentRuns: 1 }), 300, 0);
    const others = await enqueue(await makeLane(id), 2);
    const first = idsOf(await claimQueuedRuns(10));
    expect(first).toHaveLength(3);
    expect(first).toEqual(expect.arrayContaining(others));
  });

  test("start in the workspace with the fewest runs first", async () => {
    const noisy = await makeLane();
    await enqueue(noisy, 30, 0);
    expect(await claimQueuedRuns(5)).toHaveLength(5);
    const quiet = await makeLane();
    const calm = await enqueue(quiet, 3, 9);
    const next = idsOf(await claimQueuedRuns(4));
    expect(next).toEqual(expect.arrayContaining(calm));
  });

  test("that somebody wakes pass all others", async () => {
    const lane = await makeLane();
    const ids = await enqueue(lane, 40);
    const last = ids.at(-1) ?? "";
    await systemSql()`update run_leases set expires_at = now() where run_id = ${last}`;
    expect(idsOf(await claimLostRuns(5, []))).toEqual([last]);
    expect(idsOf(await claimQueuedRuns(50))).not.toContain(last);
  });
});

describe("runs that have to go on", () => {
  test("are orphans, which count one more crash, and due ones, which were let go of in good order; none that is executed here", async () => {
    const [orphan = "", due = "", asleep = "", here = ""] = await enqueue(await makeLane(), 4);
    const stranger = newId();
    await systemSql()`update run_leases set queued = false, token = 4,
      crashes = case when run_id in (${orphan}, ${due}) then 9 else 0 end,
      owner = case when run_id in (${orphan}, ${here}) then ${stranger}::uuid end,
      expires_at = case when run_id = ${asleep} then now() + interval '1 hour' else now() - interval '1 second' end`;
    const taken = await takeRuns(50, [here]);
    expect(taken.map((run) => [run.id, run.crashes, run.token])).toEqual([
      [orphan, 10, "5"],
      [due, 0, "5"],
    ]);
    expect(await takeRuns(50, [here])).toEqual([]);
  });

  test("are taken once, however many workers look", async () => {
    const ids = await enqueue(await makeLane(), 200);
    await systemSql()`update run_leases set queued = false, expires_at = now()`;
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimLostRuns(50, [])));
    expect(new Set(claims.flat().map((claim) => claim.run_id)).size).toBe(claims.flat().length);
    expect(claims.flat().length).toBeLessThanOrEqual(ids.length);
  });
});

interface Plan {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

const walk = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(walk)];

describe("a backlog", () => {
  test("of very many runs costs a worker what a short one costs", async () => {
    const lanes = [await makeLane(), await makeLane(), await makeLane()];
    const [big, ...small] = lanes;
    if (!big) throw new Error("no lane");
    await systemSql()`
      with new_run as (
        insert into runs (id, workspace_id, workflow_id, trigger, status, graph_checksum)
        select uuidv7(), ${big.workspaceId}, ${big.workflowId}, 'api', 'pending', ${big.checksum}
        from generate_series(1, 20000) returning id
      )
      insert into run_leases (run_id, workspace_id, workflow_id, owner, token, expires_at, queued, priority)
      select id, ${big.workspaceId}, ${big.workflowId}, null, 0, 'infinity', true, 5 from new_run`;
    for (const lane of small) await enqueue(lane, 5);
    const explain = "explain (analyze, format json)" as const;
    // The plan that is kept, which knows neither the room nor the process.
    const probe = await systemSql().unsafe(`
      prepare probe (int, uuid) as ${queuedRunsStatement("$1", "$2")};
      select set_config('plan_cache_mode', 'force_generic_plan', true);
      ${explain} execute probe (50, '${ownProcess().id}')`);
    const plans = [
      probe.at(-1) as unknown as object[],
      await claimLostRuns<{ "QUERY PLAN": [{ Plan: Plan }] }[]>(50, [newId()], explain),
    ];
    for (const rows of plans) {
      const [{ Plan: top }] = Object.values(rows[0] ?? {})[0] as [{ Plan: Plan }];
      const reads = walk(top).filter(
        (node) => node["Relation Name"] === "run_leases" && /Scan/.test(node["Node Type"]),
      );
      const seen = (node: Plan) => (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
      expect(reads.length).toBeGreaterThan(1);
      expect(reads.reduce((sum, node) => sum + seen(node), 0)).toBeLessThan(500);
    }
  });
});
