// How a workspace's transactions begin and end, whatever happens inside.

import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/shared/ids";
import { getDatabase, getSql } from "./client";
import { secrets } from "./schema/access";
import { workspaces } from "./schema/tenancy";
import { readWorkspace, withWorkspace } from "./scope";
import { asSystem, systemSql } from "./system";
import { provideDatabase } from "./testing/database";
import { make } from "./testing/make";

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
    for (let i = 0; i < 4; i += 1) expect((await getDatabase().execute(currentScope))[0]).toEqual({ scope: null });
  });

  test("keeps scopes apart that run at the same time", async () => {
    const ids = Array.from({ length: 40 }, (_, i) => (i % 2 ? workspaceId : otherId));
    const seen = await Promise.all(
      ids.map((id) => withWorkspace(id, async (tx) => (await tx.execute<{ scope: string }>(currentScope))[0]?.scope)),
    );
    expect(seen).toEqual(ids);
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
    for (let i = 0; i < 4; i += 1) {
      expect([...(await getSql()`select nullif(current_setting('app.workspace_id', true), '') as scope`)]).toEqual([
        { scope: null },
      ]);
    }
  });
});

describe("asSystem", () => {
  test("sees every workspace and leaves no marker behind", async () => {
    const found = await asSystem((tx) => tx.select({ id: workspaces.id }).from(workspaces));
    expect(found.map((row) => row.id)).toEqual(expect.arrayContaining([workspaceId, otherId]));
    for (let i = 0; i < 4; i += 1) expect(await getDatabase().select().from(workspaces)).toEqual([]);
  });

  test("has sessions of its own, apart from everybody else's", async () => {
    expect((await systemSql()`select id from workspaces`).length).toBeGreaterThanOrEqual(2);
    expect(await getSql()`select id from workspaces`).toHaveLength(0);
  });
});
