// Connections that are torn or fall silent while statements come and go: each gets an answer or an error, and soon.

import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Line, openLine } from "@/e2e/fixtures/line";
import { closeDatabase, expectAnswer, openDatabase } from "./client";
import { faultOf } from "./errors";
import { asSystem, systemSql } from "./system";
import { databaseUrl, provideDatabase } from "./testing/database";

provideDatabase();

const faultKind = (error: unknown) => faultOf(error)?.kind ?? error;

/** Works with a database that is reached over a line. */
async function overLine(work: (line: Line) => Promise<void>): Promise<void> {
  const line = await openLine(databaseUrl());
  const url = new URL(databaseUrl());
  url.port = new URL(line.url).port;
  await closeDatabase();
  openDatabase(url.href, 6);
  try {
    await work(line);
  } finally {
    await closeDatabase();
    await line.stop();
    openDatabase(databaseUrl(), 6);
  }
}

const ways: [string, () => PromiseLike<unknown>][] = [
  ["a statement", () => systemSql()`select 1`],
  ["a transaction", () => asSystem((tx) => tx.execute(sql`select 1`))],
];

test.each(ways)("%s is never waited for without end when connections are torn", async (_, ask) => {
  await overLine(async (line) => {
    const answers: Promise<unknown>[] = [];
    const late = new Set<number>();
    const begin = (at: number) => {
      late.add(at);
      answers.push(
        Promise.resolve(ask())
          .then(() => "answered", faultKind)
          .finally(() => late.delete(at)),
      );
    };
    for (let cut = 0; cut < 25; cut += 1) {
      for (let at = 0; at < 30; at += 1) {
        if (at === 12) line.cut();
        if (at === 20) line.mend();
        begin(answers.length);
        await setImmediate();
      }
      await Promise.resolve(ask()).catch(() => undefined);
    }
    await Promise.race([Promise.all(answers), sleep(5_000)]);
    expect([...late]).toEqual([]);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(["answered", "unavailable"]));
  });
});

test.each(ways)(
  "%s fails soon when the server has gone without a word, and the next one is answered",
  async (_, ask) => {
    await overLine(async (line) => {
      await Promise.all([ask(), ask(), ask(), systemSql()`select 1`]);
      line.silence();
      const begun = performance.now();
      const waiting = Array.from({ length: 8 }, () => Promise.resolve(ask()).then(() => "answered", faultKind));
      expect(await expectAnswer(systemSql()`select 1`, 300).then(() => "answered", faultKind)).toBe("unavailable");
      for (const end of await Promise.all(waiting)) expect(["answered", "unavailable"]).toContain(end);
      expect(await ask()).toBeTruthy();
      expect(performance.now() - begun).toBeLessThan(5_000);
    });
  },
);

test("a server that answers late, yet in time, keeps its connections", async () => {
  const [before] = await systemSql()`select pg_backend_pid() as pid`;
  await expectAnswer(systemSql()`select pg_sleep(0.3)`, 100);
  const pids = await Promise.all([0, 1, 2].map(() => systemSql()`select pg_backend_pid() as pid`));
  expect(pids.flat()).toContainEqual(before);
});

test("a transaction that stands still is ended by the server, and holds nothing up", async () => {
  const ends = await Promise.all([
    asSystem(async (tx) => {
      const [row] = await tx.execute(sql`select current_setting('idle_in_transaction_session_timeout') as patience`);
      expect(row).toEqual({ patience: "1min" });
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '100ms'`);
      await sleep(400);
      await tx.execute(sql`select 1`);
    }).catch(faultKind),
    asSystem((tx) => tx.execute(sql`select 1`)).then(() => "answered"),
  ]);
  expect(ends).toEqual(["unavailable", "answered"]);
});
