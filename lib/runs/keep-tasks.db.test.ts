import { beforeAll, beforeEach, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import type { TaskEntry } from "../nodes/contract";
import { keepTasks } from "./keep-tasks";

provideDatabase();
beforeAll(setTestEnvironment);

let owner: Parameters<typeof keepTasks>[0];
beforeEach(async () => {
  const run = await make.run();
  owner = { id: run.id, workspaceId: run.workspaceId, agentId: null };
});

const entry = (key: string, more: Partial<TaskEntry> = {}): TaskEntry => ({
  key,
  name: key,
  description: "",
  status: "pending",
  retryCount: 0,
  ...more,
});
const rows = () => systemSql()<
  {
    name: string;
    status: string;
    retry_count: number;
    events: { message: string }[];
    started: boolean;
    finished: boolean;
  }[]
>`
  select name, status, retry_count, events, started_at is not null as started, finished_at is not null as finished
  from tasks where run_id = ${owner.id} order by id`;

test("a list is kept as rows, written again as often as one likes", async () => {
  await keepTasks(owner, "plan", [entry("b"), entry("a")]);
  await keepTasks(owner, "plan", [entry("b", { status: "running" }), entry("a")]);
  const done = [entry("b", { status: "succeeded", output: { text: "x\u0000" } }), entry("a", { status: "cancelled" })];
  await keepTasks(owner, "plan", done);
  await keepTasks(owner, "plan", done);
  expect(await rows()).toMatchObject([
    {
      name: "b",
      status: "succeeded",
      started: true,
      finished: true,
      events: [{ message: "running" }, { message: "succeeded" }],
    },
    { name: "a", status: "cancelled", started: false, finished: true, events: [{ message: "cancelled" }] },
  ]);
});

test("tries and their errors are events; lists of two nodes are told apart", async () => {
  await keepTasks(owner, "plan", [entry("a", { status: "running" })]);
  await keepTasks(owner, "plan", [entry("a", { status: "running", retryCount: 1, error: "away" })]);
  await keepTasks(owner, "other", [entry("a")]);
  await keepTasks(owner, "other", []);
  const [first, second, ...more] = await rows();
  expect([first?.events.length, second?.events.length].sort()).toEqual([0, 2]);
  expect([first, second].find((row) => row?.retry_count === 1)?.events.at(-1)?.message).toBe("running: away");
  expect(more).toEqual([]);
});
