// How a workspace's transactions begin and end, whatever happens inside.

import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/shared/ids";
import { getSql, getTransactionPool } from "./client";
import { faultOf } from "./errors";
import { secrets } from "./schema/access";
import { workspaces } from "./schema/tenancy";
import { readWorkspace, withWorkspace } from "./scope";
import { asSystem, systemSql } from "./system";
import { provideDatabase } from "./testing/database";
import { make } from "./testing/make";
import { transact } from "./transaction";

provideDatabase({ connections: 2 });

let workspaceId: string;
let otherId: string;

beforeAll(async () => {
  workspaceId = (await make.workspace()).id;
  otherId = (await make.workspace()).id;
});

const currentScope = sql<string | null>`select nullif(current_setting('app.workspace_id', true), '') as scope`;

describe("withWorkspace", () => {
  test("sees and writes the workspace's own rows", async () => {
    await withWorkspace(workspaceId, (tx) => tx.insert(secrets).values({ workspaceId, name: "OWN", value: "sealed" }));
    const found = await withWorkspace(workspaceId, (tx) => tx.select({ name: secrets.name }).from(secrets));
    expect(found).toEqual([{ name: "OWN" }]);
    expect(await withWorkspace(otherId, (tx) => tx.select().from(secrets))).toEqual([]);
  });

  test("takes everything back when the work throws", async () => {
    const work = withWorkspace(workspaceId, async (tx) => {
      await tx.insert(secrets).values({ workspaceId, name: "LOST", value: "sealed" });
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    const found = await withWorkspace(workspaceId, (tx) => tx.select().from(secrets).where(eq(secrets.name, "LOST")));
    expect(found).toEqual([]);
  });

  test("leaves no scope behind on the connection", async () => {
    await withWorkspace(workspaceId, (tx) => tx.select().from(secrets));
    for (let i = 0; i < 4; i += 1)
      expect(await asSystem((tx) => tx.execute(currentScope))).toMatchObject([{ scope: null }]);
  });

  test("keeps scopes apart that run at the same time", async () => {
    const ids = Array.from({ length: 40 }, (_, i) => (i % 2 ? workspaceId : otherId));
    const seen = await Promise.all(
      ids.map((id) => withWorkspace(id, async (tx) => (await tx.execute<{ scope: string }>(currentScope))[0]?.scope)),
    );
    expect(seen).toEqual(ids);
  });

  test("fails, and takes everything back, when the work swallowed a failed statement", async () => {
    const work = withWorkspace(workspaceId, async (tx) => {
      await tx.insert(secrets).values({ workspaceId, name: "SWALLOWED", value: "sealed" });
      await tx.execute(sql`select 1 / 0`).catch(() => {});
    });
    await expect(work).rejects.toThrow("earlier statement");
    const found = await withWorkspace(workspaceId, (tx) => tx.select().from(secrets));
    expect(found.map((row) => row.name)).not.toContain("SWALLOWED");
  });

  test("goes on after a part of it failed in a transaction of its own inside", async () => {
    await withWorkspace(workspaceId, async (tx) => {
      await tx.insert(secrets).values({ workspaceId, name: "OUTER", value: "sealed" });
      const inner = tx.transaction((part) =>
        part.insert(secrets).values([
          { workspaceId, name: "INNER", value: "sealed" },
          { workspaceId, name: "OUTER", value: "sealed" },
        ]),
      );
      await expect(inner).rejects.toThrow();
    });
    const found = await withWorkspace(workspaceId, (tx) => tx.select().from(secrets));
    expect(found.map((row) => row.name)).toEqual(expect.arrayContaining(["OUTER"]));
    expect(found.map((row) => row.name)).not.toContain("INNER");
  });

  test("refuses a statement that comes after its end, when the connection may be another workspace's", async () => {
    const kept = await withWorkspace(workspaceId, async (tx) => tx);
    const late = await kept
      .select()
      .from(secrets)
      .catch((error: Error) => error.cause);
    expect(late).toMatchObject({ message: expect.stringContaining("has ended") });
  });

  test("ends with an error when its connection is cut, and leaves the others working", async () => {
    for (let i = 0; i < 4; i += 1) {
      const work = withWorkspace(workspaceId, async (tx) => {
        const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await systemSql()`select pg_terminate_backend(${own?.pid ?? 0})`;
        const texts = ["a", "b", "c"];
        await Promise.all(texts.map((text) => tx.execute(sql`select ${text}::text, ${i}::int`)));
      });
      expect(faultOf(await work.catch((error: unknown) => error))).toMatchObject({ kind: "unavailable" });
    }
    const ids = Array.from({ length: 20 }, () => workspaceId);
    const seen = await Promise.all(
      ids.map((id) => withWorkspace(id, async (tx) => (await tx.execute<{ scope: string }>(currentScope))[0]?.scope)),
    );
    expect(seen).toEqual(ids);
  });

  test("draws no conclusion from what a statement saw after its connection was cut", async () => {
    const concluded = withWorkspace(newId(), async (tx) => {
      const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await systemSql()`select pg_terminate_backend(${own?.pid ?? 0})`;
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error("there is no such thing");
    });
    await expect(concluded).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  });

  test("draws no conclusion from a statement that was answered although the transaction never began", async () => {
    const concluded = transact(getTransactionPool(), "select 1 / 0", async (tx) => {
      const rows = await tx.execute(sql`select 1 where false`);
      if (rows.length === 0) throw new Error("there is no such thing");
    });
    await expect(concluded).rejects.toThrow("division by zero");
  });

  test("refuses anything that is no id", async () => {
    await expect(withWorkspace("'; drop table users; --", async () => 1)).rejects.toThrow("UUID");
    await expect(withWorkspace("", async () => 1)).rejects.toThrow("UUID");
  });
});

describe("readWorkspace", () => {
  test("reads the workspace's rows with parameters, first and prepared alike", async () => {
    const name = `READ_${newId().slice(-6)}`;
    await withWorkspace(workspaceId, (tx) => tx.insert(secrets).values({ workspaceId, name, value: "sealed" }));
    const read = (id: string) =>
      readWorkspace(id, (client) => client<{ name: string }[]>`select name from secrets where name = ${name}`);
    for (let i = 0; i < 3; i += 1) expect([...(await read(workspaceId))]).toEqual([{ name }]);
    expect([...(await read(otherId))]).toEqual([]);
  });

  test("keeps scopes apart that share one connection", async () => {
    const ids = Array.from({ length: 40 }, (_, i) => (i % 2 ? workspaceId : otherId));
    const seen = await Promise.all(
      ids.map((id) =>
        readWorkspace(
          id,
          (client) => client`select current_setting('app.workspace_id') as scope, ${id}::text as asked`,
        ),
      ),
    );
    expect(seen.map((rows) => rows[0])).toEqual(ids.map((id) => ({ scope: id, asked: id })));
  });

  test("can't write, and leaves the connection usable after an error", async () => {
    const write = readWorkspace(workspaceId, (client) => client`delete from secrets`);
    await expect(write).rejects.toMatchObject({ code: "25006" });
    const wrong = readWorkspace(workspaceId, (client) => client`select * from no_such_table where a = ${1}`);
    await expect(wrong).rejects.toMatchObject({ code: "42P01" });
    const again = await readWorkspace(otherId, (client) => client`select current_setting('app.workspace_id') as scope`);
    expect([...again]).toEqual([{ scope: otherId }]);
  });
});

describe("asSystem", () => {
  test("sees every workspace and leaves no marker behind", async () => {
    const found = await asSystem((tx) => tx.select({ id: workspaces.id }).from(workspaces));
    expect(found.map((row) => row.id)).toEqual(expect.arrayContaining([workspaceId, otherId]));
    const none = await withWorkspace(newId(), (tx) => tx.select({ id: workspaces.id }).from(workspaces));
    expect(none).toEqual([]);
  });

  test("has sessions of its own, apart from everybody else's", async () => {
    expect((await systemSql()`select id from workspaces`).length).toBeGreaterThanOrEqual(2);
    expect(await getSql()`select id from workspaces`).toHaveLength(0);
  });
});

test("single statements work again after every connection was cut", async () => {
  for (let i = 0; i < 3; i += 1) {
    await Promise.all([systemSql()`select 1`, getSql()`select 1`]);
    await asSystem((tx) =>
      tx.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`),
    );
    await expect.poll(() => systemSql()`select 1 as one`.catch(() => [])).toMatchObject([{ one: 1 }]);
    await expect.poll(() => getSql()`select 1 as one`.catch(() => [])).toMatchObject([{ one: 1 }]);
  }
});
