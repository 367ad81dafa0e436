// Runs that were given up are found quickly, and run again in one go.

import { expect, test } from "vitest";
import { readWorkspace } from "@/db/scope";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { newId } from "../shared/ids";
import { listRuns } from "./queries";
import { repeatRuns } from "./repeat-runs";
import { takeRuns } from "./take-runs";

setTestEnvironment();
provideDatabase();

const interrupted = { code: "interrupted" as const, message: "given up" };

async function makeDead(workspaceId: string) {
  const ended = { status: "failed", startedAt: new Date(), finishedAt: new Date(), inputs: { name: "Ada" } } as const;
  const dead = await make.run({ workspaceId, ...ended, error: interrupted });
  const ordinary = await make.run({ workspaceId, ...ended, error: { code: "node_failed", message: "no" } });
  return { dead, ordinary };
}

test("the dead are listed alone, and leave the list when they were run again", async () => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const { dead } = await makeDead(workspace.id);
  const other = await makeDead((await make.workspace()).id);
  const list = () => listRuns(scope, { dead: "true", limit: 10 });
  expect((await list()).items.map((run) => run.id)).toEqual([dead.id]);

  const [first, second] = [
    await repeatRuns(scope, [dead.id, other.dead.id, newId()]),
    await repeatRuns(scope, [dead.id]),
  ];
  const next = first.items[0]?.repeatedAs ?? "";
  expect(first.items.map((item) => item.repeatedAs)).toEqual([next, null, null]);
  expect(second.items).toEqual([{ runId: dead.id, repeatedAs: next }]);
  expect((await list()).items).toEqual([]);

  const taken = await takeRuns(10, []);
  expect(taken).toMatchObject([{ id: next, inputs: { name: "Ada" }, token: "1" }]);
});

test("what a test left out is left out again", async () => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const options = { mocks: { pay: { ok: true } }, breakpoints: ["send"] };
  const ended = { status: "failed", startedAt: new Date(), finishedAt: new Date(), error: interrupted } as const;
  const dead = await make.run({ workspaceId: workspace.id, ...ended, metadata: { options } });
  const [again] = (await repeatRuns(scope, [dead.id])).items;
  const [row] = await systemSql()`select metadata from runs where id = ${again?.repeatedAs ?? ""}`;
  expect(row?.metadata).toEqual({ repeats: dead.id, options });
});

test("two who ask at the same instant get the same new run", async () => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const { dead } = await makeDead(workspace.id);
  const answers = await Promise.all([1, 2, 3].map(() => repeatRuns(scope, [dead.id])));
  expect(new Set(answers.map((answer) => answer.items[0]?.repeatedAs)).size).toBe(1);
});

test("a run that has not ended is left alone", async () => {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const run = await make.run({ workspaceId: workspace.id, status: "running" });
  expect((await repeatRuns(scope, [run.id])).items).toEqual([{ runId: run.id, repeatedAs: null }]);
});

test("they are found by their index among many failures", async () => {
  const workspace = await make.workspace();
  const { ordinary } = await makeDead(workspace.id);
  await systemSql()`
    insert into runs (id, workspace_id, workflow_id, trigger, status, graph_checksum, error)
    select uuidv7(), ${workspace.id}, ${ordinary.workflowId}, 'api', 'failed', ${ordinary.graphChecksum},
      '{"code":"node_failed","message":"no"}' from generate_series(1, 3000)`;
  await systemSql()`analyze runs`;
  const plan = await readWorkspace(
    workspace.id,
    (sql) => sql<{ "QUERY PLAN": string }[]>`explain select id from runs
      where workspace_id = ${workspace.id} and (status = 'failed' and error ->> 'code' = 'interrupted'
        and metadata ->> 'repeatedAs' is null) order by id desc limit 31`,
  );
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("runs_dead_idx");
});
