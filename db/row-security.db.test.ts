// That no workspace sees or changes another's rows, tried on every table by statements made from the catalog.

import { beforeAll, describe, expect, test } from "vitest";
import { getSql, type Sql } from "./client";
import { systemSql } from "./system";
import { listColumns, listTables } from "./testing/catalog";
import { provideDatabase } from "./testing/database";
import { fillWorkspace } from "./testing/fill-workspace";

/** Tables without a workspace, and why the others may reach them. A new table belongs here or has workspace_id. */
const withoutWorkspace = {
  read: ["allowed_commands", "config_fields", "permissions", "users"],
  system: ["password_resets", "sessions", "sign_in_limits", "system_settings"],
  tree: ["organizations", "roles", "team_invitations", "team_members", "teams", "workspaces"],
  open: ["call_pauses", "call_slots", "call_windows", "processes", "removed_files", "weft_migrations"],
};

const listed = Object.values(withoutWorkspace).flat();

provideDatabase();

let mine: { id: string };
let theirs: { id: string };
let tenantTables: string[];

beforeAll(async () => {
  mine = await fillWorkspace();
  theirs = await fillWorkspace();
  tenantTables = (await listTables(getSql())).filter((table) => table.hasWorkspace).map((table) => table.name);
});

/** Runs statements inside my workspace, and takes back whatever they did. */
async function insideMine<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  await getSql()
    .begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${mine.id}, true)`;
      result = { value: await work(tx as unknown as Sql) };
      throw new Error("take back");
    })
    .catch((error: Error) => {
      if (error.message !== "take back") throw error;
    });
  if (!result) throw new Error("the work did not end");
  return result.value;
}

describe("every table", () => {
  test("belongs to a workspace or stands in the short list of others", async () => {
    const others = (await listTables(getSql())).filter((table) => !table.hasWorkspace).map((table) => table.name);
    expect(others.sort()).toEqual(listed.sort());
  });

  test("enforces policies for each command, on its owner too", async () => {
    const tables = (await listTables(getSql())).filter((table) => !withoutWorkspace.open.includes(table.name));
    expect(tables.length).toBeGreaterThan(40);
    for (const table of tables)
      expect(table).toMatchObject({ enabled: true, forced: true, policies: ["a", "d", "r", "w"] });
  });
});

describe("every table of a workspace", () => {
  test("has rows of both workspaces to try with", async () => {
    for (const table of tenantTables)
      for (const { id } of [mine, theirs]) {
        const rows = await systemSql()`select 1 from ${systemSql()(table)} where workspace_id = ${id}`;
        expect(rows.length, `${table}: add a row to db/testing/fill-workspace.ts`).toBeGreaterThan(0);
      }
  });

  test("shows my rows and none of theirs", async () => {
    for (const table of tenantTables) {
      const rows = await insideMine((sql) => sql`select workspace_id from ${sql(table)}`);
      const owners = new Set(rows.map((row) => row.workspace_id).filter((owner) => owner !== null));
      expect([...owners], table).toEqual([mine.id]);
    }
  });

  test("shows nothing without a scope", async () => {
    for (const table of tenantTables)
      expect(await getSql()`select 1 from ${getSql()(table)} where workspace_id is not null`, table).toHaveLength(0);
  });

  test("changes and deletes none of theirs", async () => {
    // The audit log refuses both for everybody, which has a test of its own.
    for (const table of tenantTables.filter((name) => name !== "audit_logs")) {
      const changed = await insideMine(
        (sql) => sql`update ${sql(table)} set workspace_id = workspace_id where workspace_id = ${theirs.id}`,
      );
      expect(changed.count, table).toBe(0);
      const deleted = await insideMine((sql) => sql`delete from ${sql(table)} where workspace_id = ${theirs.id}`);
      expect(deleted.count, table).toBe(0);
    }
  });

  test("refuses a row for their workspace, new or moved", async () => {
    for (const table of tenantTables) {
      const columns = await listColumns(getSql(), table);
      // A copy of my own row that says it is theirs, so that nothing but the policy is wrong with it.
      const values = columns.map((name) => (name === "workspace_id" ? `'${theirs.id}'::uuid` : `"${name}"`));
      const copy = `insert into ${table} (${columns.map((name) => `"${name}"`).join(", ")})
        select ${values.join(", ")} from ${table} where workspace_id = '${mine.id}' limit 1`;
      await expect(
        insideMine((sql) => sql.unsafe(copy)),
        table,
      ).rejects.toMatchObject({ code: "42501" });
      const move = `update ${table} set workspace_id = '${theirs.id}' where workspace_id = '${mine.id}'`;
      const refusal = await insideMine((sql) => sql.unsafe(move)).catch((error: { code?: string }) => error.code);
      expect(["42501", "WEFT1"], table).toContain(refusal);
    }
  });

  test("lets me delete my own rows", async () => {
    for (const table of tenantTables.filter((name) => name !== "audit_logs")) {
      const deleted = await insideMine(async (sql) => {
        await sql`set constraints all deferred`;
        return sql`delete from ${sql(table)} where workspace_id = ${mine.id}`.catch((error: { code: string }) => error);
      });
      // Either the row went, or a row that needs it stood in the way; never was it invisible.
      expect("code" in deleted ? deleted.code : deleted.count, table).not.toBe(0);
    }
  });
});

describe("tables above workspaces", () => {
  test("show the own team and organization alone", async () => {
    for (const table of ["workspaces", "teams", "organizations"])
      expect(await insideMine((sql) => sql`select id from ${sql(table)}`), table).toHaveLength(1);
    const members = await insideMine((sql) => sql`select user_id from team_members`);
    expect(members).toHaveLength(1);
  });

  test("show the product's roles, which only the system changes", async () => {
    const names = await insideMine((sql) => sql`select name from roles`);
    expect(names.map((row) => row.name).sort()).toEqual(["admin", "builder", "operator", "owner", "viewer"]);
    expect((await insideMine((sql) => sql`update roles set level = 99`)).count).toBe(0);
  });

  test("refuse a role that reaches every workspace of the team", async () => {
    const give = (sql: Sql) => sql`
      insert into user_roles (id, user_id, role_id, team_id, workspace_id)
      select gen_random_uuid(), user_id, role_id, team_id, null from user_roles limit 1`;
    await expect(insideMine(give)).rejects.toMatchObject({ code: "42501" });
  });

  test("keep sessions and sign-in counters for the system", async () => {
    for (const table of withoutWorkspace.system)
      expect(await insideMine((sql) => sql`select 1 from ${sql(table)}`), table).toHaveLength(0);
    const steal = (sql: Sql) => sql`
      insert into sessions (id, user_id, token_hash, expires_at)
      select gen_random_uuid(), id, 'x', now() + interval '1 day' from users limit 1`;
    await expect(insideMine(steal)).rejects.toMatchObject({ code: "42501" });
  });

  test("show people by name inside a workspace and to nobody outside, and change them nowhere", async () => {
    expect((await insideMine((sql) => sql`select name from users`)).length).toBeGreaterThan(0);
    expect(await getSql()`select name from users`).toHaveLength(0);
    expect((await insideMine((sql) => sql`update users set is_system_admin = true`)).count).toBe(0);
  });
});
