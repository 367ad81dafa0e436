// That what the real database refuses arrives as values, through drizzle and through the driver alike.

import { expect, test } from "vitest";
import { AppError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { getSql } from "./client";
import { faultOf, isUniqueFault, translateFault, withMeanings } from "./errors";
import { secrets } from "./schema/access";
import { withWorkspace } from "./scope";
import { asSystem, systemSql } from "./system";
import { provideDatabase } from "./testing/database";
import { make } from "./testing/make";

provideDatabase();

const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test("a name that exists is told by its constraint", async () => {
  const { id: workspaceId } = await make.workspace();
  const row = { workspaceId, name: "KEY", value: "sealed" };
  const insert = () => withWorkspace(workspaceId, (tx) => tx.insert(secrets).values(row));
  await insert();
  const error = await caught(insert());
  expect(faultOf(error)).toEqual({ kind: "unique", constraint: "secrets_name_key", table: "secrets" });
  expect(isUniqueFault(error)).toBe(true);
  expect(isUniqueFault(error, "secrets_name_key")).toBe(true);
  expect(isUniqueFault(error, "agents_name_key")).toBe(false);
  const meant = await caught(withMeanings({ secrets_name_key: "name_taken" }, insert));
  expect(meant).toMatchObject({ code: "name_taken", cause: { code: "23505" } });
  expect(meant).toMatchObject({ details: [{ path: "name", code: "name_taken" }] });
});

test("an error says nothing of the values that were written", async () => {
  const { id: workspaceId } = await make.workspace();
  const insert = (value: string) =>
    caught(withWorkspace(workspaceId, (tx) => tx.insert(secrets).values({ workspaceId, name: "KEY", value })));
  await insert("first");
  const error = await insert("the-value-itself");
  expect(error).toBeInstanceOf(Error);
  expect(`${error instanceof Error ? `${error.message}\n${error.stack}` : ""}\n${JSON.stringify(error)}`).not.toContain(
    "the-value-itself",
  );
});

test("each kind of refusal is told apart", async () => {
  const { id: workspaceId } = await make.workspace();
  const stranger = newId();
  const insert = (values: typeof secrets.$inferInsert) =>
    caught(withWorkspace(workspaceId, (tx) => tx.insert(secrets).values(values)));
  expect(faultOf(await insert({ workspaceId: stranger, name: "A", value: "" }))?.kind).toBe("foreign_scope");
  expect(faultOf(await insert({ workspaceId, name: "nul\u0000", value: "" }))?.kind).toBe("invalid_text");
  const orphan = asSystem((tx) => tx.insert(secrets).values({ workspaceId: stranger, name: "A", value: "" }));
  expect(faultOf(await caught(orphan))?.kind).toBe("foreign_key");
  const nameless = systemSql()`insert into secrets (id, workspace_id, value) values (${newId()}, ${workspaceId}, '')`;
  expect(faultOf(await caught(nameless))).toMatchObject({ kind: "not_null", table: "secrets" });
  const run = await make.run();
  const wrong = systemSql()`update runs set trigger = 'wish' where id = ${run.id}`;
  expect(faultOf(await caught(wrong))?.kind).toBe("check");
});

test("two transactions that wait for each other: one is told to try again", async () => {
  const [a, b] = [await make.run(), await make.run()];
  const lockBoth = (first: string, second: string) =>
    systemSql().begin(async (tx) => {
      await tx`update runs set currency = 'X' where id = ${first}`;
      await tx`select pg_sleep(0.1)`;
      await tx`update runs set currency = 'X' where id = ${second}`;
    });
  const results = await Promise.all([caught(lockBoth(a.id, b.id)), caught(lockBoth(b.id, a.id))]);
  const [error] = results.filter(Boolean);
  expect(faultOf(error)?.kind).toBe("serialization");
  expect(translateFault(error)).toMatchObject({ code: "conflict" });
});

test("what nobody foresaw stays what it was", async () => {
  const error = await caught(getSql()`select * from no_such_table`);
  expect(faultOf(error)).toBeNull();
  expect(translateFault(error)).toBe(error);
  const own = new AppError("not_found", "There is no such run.");
  expect(translateFault(own)).toBe(own);
  expect(faultOf("just a text")).toBeNull();
});
