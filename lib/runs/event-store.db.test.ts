import { describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { runStarted, said } from "../run-log/testing/make-events";
import { makeEventStore, readEvents } from "./event-store";
import { LiveRun } from "./live-run";

provideDatabase();

async function liveRun(): Promise<LiveRun> {
  const { id, workspaceId } = await make.run();
  return new LiveRun({ runId: id, workspaceId, token: 1, accepted: Promise.resolve() });
}

const storedOf = (run: LiveRun) => readEvents(systemSql(), run.runId, { token: 1, n: 0 });

describe("events of a run", () => {
  test("are stored in order, each once, as long as the run is followed", async () => {
    const store = makeEventStore(systemSql);
    const run = await liveRun();
    store.open(run);
    run.publish(runStarted());
    for (let i = 0; i < 20; i++) {
      run.publish(said("a", `w${i}`));
      await new Promise((resolve) => setTimeout(resolve, 12));
    }
    await expect.poll(async () => (await storedOf(run)).length).toBe(21);
    expect((await storedOf(run)).map(({ id }) => id.n)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect(store.close(run)).toBe(true);
    run.publish(said("a", "unheard"));
    await store.flush();
    expect(await storedOf(run)).toHaveLength(21);
  });

  test("are all there, in order, after the database was away for a while", async () => {
    let isAway = false;
    const store = makeEventStore(() => {
      if (isAway) throw Object.assign(new Error("the database system is starting up"), { code: "57P03" });
      return systemSql();
    });
    const run = await liveRun();
    store.open(run);
    for (let i = 0; i < 30; i++) {
      run.publish(said("a", `w${i}`));
      isAway = i > 10 && i < 20;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await expect.poll(async () => (await storedOf(run)).length).toBe(30);
    expect((await storedOf(run)).map(({ id }) => id.n)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    store.close(run);
  });

  test("leave no rows where the run is over at once", async () => {
    const store = makeEventStore(systemSql);
    const run = await liveRun();
    store.open(run);
    run.publish(runStarted());
    await store.flush();
    expect(store.close(run)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await store.flush();
    expect(await storedOf(run)).toEqual([]);
  });

  test("wake who waits for the run, at its end too", async () => {
    const store = makeEventStore(systemSql);
    const run = await liveRun();
    const heard: string[] = [];
    const { unlisten } = await systemSql().listen("weft_run", (id) => heard.push(id));
    store.wake(run.runId);
    await store.flush();
    await expect.poll(() => heard).toEqual([run.runId]);
    await unlisten();
  });
});
