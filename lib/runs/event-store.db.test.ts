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

const storedOf = (run: LiveRun) => readEvents(systemSql(), run.runId, { token: 0, n: 0 });

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
