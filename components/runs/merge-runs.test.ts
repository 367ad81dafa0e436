import { expect, test } from "vitest";
import type { RunSummary } from "@/lib/runs/contract";
import { mergeRuns } from "./merge-runs";

const run = (id: string, status: RunSummary["status"] = "succeeded"): RunSummary => ({
  id,
  status,
  kind: "ask",
  trigger: "chat",
  workflowId: "w",
  workflowName: "Triage",
  agentId: null,
  agentName: null,
  versionNumber: 1,
  conversationId: null,
  userName: null,
  query: null,
  parentRunId: null,
  error: null,
  totalTokens: 0,
  cost: 0,
  currency: null,
  createdAt: "2026-11-22T12:00:00.000Z",
  startedAt: null,
  finishedAt: null,
});

test("rows keep their places and get their newest state", () => {
  const { rows, fresh } = mergeRuns([run("3", "running"), run("2"), run("1")], [run("3", "failed"), run("2")]);
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    ["3", "failed"],
    ["2", "succeeded"],
    ["1", "succeeded"],
  ]);
  expect(fresh).toEqual([]);
});

test("new runs wait and are not taken for older ones that the list has not loaded", () => {
  const { rows, fresh } = mergeRuns([run("3"), run("2")], [run("5"), run("4"), run("3"), run("1")]);
  expect(rows.map(({ id }) => id)).toEqual(["3", "2"]);
  expect(fresh.map(({ id }) => id)).toEqual(["5", "4"]);
});

test("everything is new to an empty list", () => {
  expect(mergeRuns([], [run("1")]).fresh).toHaveLength(1);
});
