// Connections that are torn while statements come and go: each gets an answer or an error, and soon.

import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openLine } from "@/e2e/fixtures/line";
import { closeDatabase, openDatabase } from "./client";
import { faultOf } from "./errors";
import { asSystem, systemSql } from "./system";
import { databaseUrl, provideDatabase } from "./testing/database";

provideDatabase();

const faultKind = (error: unknown) => faultOf(error)?.kind ?? error;

test.each([
  ["a statement", () => systemSql()`select 1`],
  ["a transaction", () => asSystem((tx) => tx.execute(sql`select 1`))],
])("%s is never waited for without end when connections are torn", async (_, ask) => {
  const line = await openLine(databaseUrl());
  const url = new URL(databaseUrl());
  url.port = new URL(line.url).port;
  await closeDatabase();
  openDatabase(url.href, 6);
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
  try {
    for (let cut = 0; cut < 25; cut += 1) {
      for (let at = 0; at < 30; at += 1) {
        if (at === 12) line.cut();
        if (at === 20) line.mend();
        begin(answers.length);
        await setImmediate();
      }
      await ask().then(
        () => undefined,
        () => undefined,
      );
    }
    await Promise.race([Promise.all(answers), sleep(5_000)]);
    expect([...late]).toEqual([]);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(["answered", "unavailable"]));
  } finally {
    await closeDatabase();
    await line.stop();
    openDatabase(databaseUrl(), 6);
  }
});
