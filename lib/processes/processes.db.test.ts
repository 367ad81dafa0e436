// The sign of life and what is read from it.
import { beforeEach, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { systemSql } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { newId } from "@/lib/shared/ids";
import { forgetDeadProcesses, keepHeartbeat, keepHeartbeatSoon } from "./heartbeat";
import { ownProcess } from "./own-process";
import { getReadiness } from "./queries";

provideDatabase();
beforeEach(() => systemSql()`delete from processes`);

const plant = (kind: string, secondsAgo: number) => systemSql()`
  insert into processes (id, kind, host, pid, heartbeat_at)
  values (${newId()}, ${kind}, 'elsewhere', 1, now() - ${secondsAgo} * interval '1 second')`;

test("a worker signs at once, and its row goes with it", async () => {
  const heartbeat = await keepHeartbeat("worker");
  expect(await systemSql()`select id, kind from processes`).toMatchObject([{ id: ownProcess().id, kind: "worker" }]);
  expect(await keepHeartbeat("worker")).toBe(heartbeat);
  await heartbeat.stop();
  expect(await systemSql()`select 1 from processes`).toHaveLength(0);
});

test("ready needs a worker that signed lately", async () => {
  const sound = { database: true, migrations: true };
  expect(await getReadiness()).toEqual({ ...sound, worker: false, ready: false });
  await plant("web", 0);
  await plant("worker", 60);
  expect(await getReadiness()).toEqual({ ...sound, worker: false, ready: false });
  await plant("worker", 1);
  expect(await getReadiness()).toEqual({ ...sound, worker: true, ready: true });
});

test("a database of another version is not ready", async () => {
  await plant("worker", 0);
  await systemSql()`insert into weft_migrations (name, checksum) values ('9999_future', 'x')`;
  expect(await getReadiness()).toEqual({ database: true, migrations: false, worker: false, ready: false });
  await systemSql()`delete from weft_migrations where name = '9999_future'`;
});

test("rows of processes that died long ago are removed, younger ones are left for those who take over", async () => {
  await plant("web", 7_200);
  await plant("web", 60);
  await forgetDeadProcesses();
  expect(await systemSql()`select 1 from processes`).toHaveLength(1);
});

test("a process that starts before its database signs as soon as that answers", async () => {
  const reopen = async (address: string) => {
    await closeDatabase();
    openDatabase(address, 6);
  };
  await reopen("postgresql://nobody@127.0.0.1:1/none");
  let waits = 0;
  await keepHeartbeatSoon("web", {
    sleep: async () => {
      waits++;
      if (waits === 2) await reopen(databaseUrl());
    },
  });
  expect(waits).toBe(2);
  expect(await systemSql()`select id from processes`).toMatchObject([{ id: ownProcess().id }]);
});
