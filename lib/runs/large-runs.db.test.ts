// Runs with values that are too large for their log, with the real engine, nodes, storage and files.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asSystem, systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import { dropStrayFiles, removeFiles } from "../files/remove-files";
import { fileStorage } from "../files/storage";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { continueRun } from "../waits/commands";
import { createWorkflow } from "../workflows/create-workflow";
import { downloadRunFile } from "./download-run-file";
import { forkRun } from "./fork-run";
import { getRun, getRunNode } from "./queries";
import { accepted, ended } from "./respond";
import { resumeRuns } from "./resume-runs";
import { storeValues } from "./run-values";
import { releaseRuns, runRuntime } from "./runtime";
import { startRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { graphOf } from "./testing/graphs";
import { viewOfExecuting } from "./view-of-executing";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const stay = new AbortController().signal;
const half = "é".repeat(100_000);
const whole = half + half;

const graph = graphOf(
  {
    start: { type: "start", config: { variables: [{ name: "half", type: "string", required: true }] } },
    double: { type: "template", config: { text: "{{ start.half }}{{ start.half }}" } },
    again: { type: "template", config: { text: "{{ double.text }}" } },
    end: { type: "end", inputs: [{ name: "text", type: "string", value: "{{ again.text }}" }] },
  },
  ["start -> double", "double -> again", "again -> end"],
);

async function begin(scope: Scope, breakpoints: string[] = []) {
  const { id } = await createWorkflow(scope, { name: `w${Math.random()}`, description: "", graph });
  const executing = await startRun(scope, id, { inputs: { half }, version: "draft", breakpoints });
  await accepted(executing);
  await executing.done;
  return executing;
}

const filesOf = (runId: string) => systemSql()<{ id: string; storage_key: string }[]>`
  select f.id, f.storage_key from files f join file_references r on r.file_id = f.id where r.owner_id = ${runId}`;

const noSignal = new AbortController().signal;

describe("a large output", () => {
  test("is told by its beginning and downloaded as a file, by those who may", async () => {
    const [scope, stranger] = [await makeScope(), await makeScope()];
    const executing = await begin(scope);
    expect(viewOfExecuting(executing)?.outputs ?? executing.live.outputs).toEqual({ text: whole });
    const run = await getRun(scope, executing.live.runId);
    expect(run).toMatchObject({ status: "succeeded", outputs: { text: null } });
    expect(run.largeOutputs?.text).toMatchObject({ bytes: 400_000, isText: true });
    const node = await getRunNode(scope, run.id, { path: "double" });
    expect(node.outputs).toEqual({ text: null });
    // One value that was passed on lies once.
    expect(await filesOf(run.id)).toHaveLength(1);
    const fileId = node.large?.outputs?.text?.fileId ?? "";
    expect(run.largeOutputs?.text?.fileId).toBe(fileId);
    const response = await downloadRunFile(scope, run.id, fileId);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="text.txt"/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).toBe(whole);
    await expect(downloadRunFile(stranger, run.id, fileId)).rejects.toMatchObject({ code: "not_found" });
    const other = await begin(scope);
    await expect(downloadRunFile(scope, other.live.runId, fileId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("is whole again for a process that goes on with the run", async () => {
    const scope = await makeScope();
    const { runId } = (await begin(scope, ["again"])).live;
    await continueRun(scope, runId, { path: "again" });
    await expect
      .poll(async () => {
        await resumeRuns(await takeRuns(50, []));
        return (
          runRuntime()
            .executing.get(runId)
            ?.done.then(() => true) ?? (await getRun(scope, runId)).finishedAt
        );
      })
      .toBeTruthy();
    const run = await getRun(scope, runId);
    const response = await downloadRunFile(scope, runId, run.largeOutputs?.text?.fileId ?? "");
    expect(await response.text()).toBe(whole);
  });

  test("is a fork's own, which outlives the run that it was taken from", async () => {
    const scope = await makeScope();
    const { runId } = (await begin(scope)).live;
    const fork = await forkRun(scope, runId, { nodeId: "end" });
    await ended(fork, stay);
    const keys = (await filesOf(runId)).map((file) => file.storage_key);
    await asSystem((tx) => tx.execute(`delete from runs where id = '${runId}'`));
    expect(await removeFiles(systemSql(), fileStorage(), noSignal)).toBe(1);
    expect(await fileStorage().read(keys[0] ?? "")).toBeNull();
    const { id, largeOutputs } = await getRun(scope, fork.live.runId);
    const response = await downloadRunFile(scope, id, largeOutputs?.text?.fileId ?? "");
    expect(await response.text()).toBe(whole);
  });
});

test("a run whose process died between a file and its row goes on, and the file is swept after a while", async () => {
  const scope = await makeScope();
  const runtime = runRuntime();
  const { write } = runtime.writer;
  // From the first row that names a file on, nothing of this process reaches the database any more.
  runtime.writer.write = (runId, token, rows) =>
    rows.nodes?.some((row) => row.large)
      ? Promise.reject(new AppError("unavailable", "the process is gone"))
      : write(runId, token, rows);
  const { id } = await createWorkflow(scope, { name: `w${Math.random()}`, description: "", graph });
  const executing = await startRun(scope, id, { inputs: { half }, version: "draft" });
  const { runId } = executing.live;
  await accepted(executing);
  await executing.done;
  runtime.writer.write = write;
  const [orphan] = await filesOf(runId);
  expect(await fileStorage().read(orphan?.storage_key ?? "")).not.toBeNull();
  expect(await systemSql()`select 1 from run_node_logs where run_id = ${runId} and large is not null`).toHaveLength(0);
  const later = Date.now() + 2 * 3_600_000;
  await dropStrayFiles(systemSql(), null, later);
  expect(await filesOf(runId)).toHaveLength(1);

  await systemSql()`update run_leases set expires_at = now() - interval '1 minute' where run_id = ${runId}`;
  await resumeRuns(await takeRuns(50, []));
  await runtime.executing.get(runId)?.done;
  const run = await getRun(scope, runId);
  expect(run.status).toBe("succeeded");
  const fileId = run.largeOutputs?.text?.fileId ?? "";
  expect(fileId).not.toBe(orphan?.id);
  await dropStrayFiles(systemSql(), null);
  expect(await filesOf(runId)).toHaveLength(2);
  await dropStrayFiles(systemSql(), null, later);
  await removeFiles(systemSql(), fileStorage(), noSignal);
  expect((await filesOf(runId)).map((file) => file.id)).toEqual([fileId]);
  expect(await fileStorage().read(orphan?.storage_key ?? "")).toBeNull();
  expect(await (await downloadRunFile(scope, runId, fileId)).text()).toBe(whole);
});

test("files of a run that never came to be go after a while, others stay", async () => {
  const scope = await makeScope();
  const { runId } = (await begin(scope)).live;
  const stray = { id: newId(), name: "a", isText: true, body: Buffer.from("x") };
  await storeValues({ id: newId(), workspaceId: scope.workspaceId }, [stray]);
  const exists = async (id: string) => (await systemSql()`select 1 from files where id = ${id}`).length > 0;
  await dropStrayFiles(systemSql(), null);
  expect(await exists(stray.id)).toBe(true);
  await dropStrayFiles(systemSql(), null, Date.now() + 2 * 86_400_000);
  expect(await exists(stray.id)).toBe(false);
  expect(await filesOf(runId)).toHaveLength(1);
});
