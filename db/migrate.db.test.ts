// Migrating: from nothing, again, at the same time, and from states that must be refused.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { permissionCodes, systemRoles } from "@/lib/auth/permissions";
import type { Sql } from "./client";
import { migrate } from "./migrate";
import { migrationNames, migrationsCurrent } from "./migration-list";
import { createEmptyDatabase, type TestDatabase } from "./testing/database";

let database: TestDatabase;
let sql: Sql;

beforeEach(async () => {
  database = await createEmptyDatabase();
  sql = postgres(database.url, { max: 1, connection: { "app.system": "on" }, onnotice: () => {} });
});

afterEach(async () => {
  await sql.end();
  await database.drop();
});

test("an empty database gets every migration once, and is current afterwards", async () => {
  expect(await migrationsCurrent(sql)).toBe(false);
  expect((await migrate(database.url)).applied).toEqual([...migrationNames]);
  expect(await migrationsCurrent(sql)).toBe(true);
  expect((await migrate(database.url)).applied).toEqual([]);
});

test("of two that migrate at the same time one does the work and the other waits for it", async () => {
  const both = await Promise.all([migrate(database.url), migrate(database.url)]);
  expect(both.map((result) => result.applied.length).sort()).toEqual([0, migrationNames.length]);
  expect(await migrationsCurrent(sql)).toBe(true);
});

test("a database of newer code is refused and left alone", async () => {
  await migrate(database.url);
  await sql`insert into weft_migrations (name, checksum) values ('9999_future', 'x')`;
  await expect(migrate(database.url)).rejects.toThrow(/newer version of Weft \(9999_future\)/);
  expect(await migrationsCurrent(sql)).toBe(false);
});

test("a migration that was changed afterwards is refused", async () => {
  await migrate(database.url);
  const folder = await mkdtemp(join(tmpdir(), "weft-migrations-"));
  try {
    await cp(join(import.meta.dirname, "migrations"), folder, { recursive: true });
    const first = join(folder, `${migrationNames[0]}.sql`);
    await writeFile(first, `${await readFile(first, "utf8")}\n-- later thought`);
    await expect(migrate(database.url, { folder })).rejects.toThrow(/was changed after/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a migration that fails leaves nothing behind and names the statement", async () => {
  const folder = await mkdtemp(join(tmpdir(), "weft-migrations-"));
  try {
    await cp(join(import.meta.dirname, "migrations"), folder, { recursive: true });
    const last = join(folder, `${migrationNames.at(-1)}.sql`);
    await writeFile(
      last,
      `${await readFile(last, "utf8")}\n--> statement-breakpoint\nselect no_such_column from users;`,
    );
    await expect(migrate(database.url, { folder })).rejects.toThrow(/no_such_column/);
    const tables = await sql`select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
    expect(tables).toHaveLength(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("permissions and roles of the code are mirrored, and brought back when somebody changed them", async () => {
  await migrate(database.url);
  await sql`update permissions set name = 'Something else', is_active = false where code = 'run.view'`;
  await sql`insert into permissions (code, name, category) values ('moon.view', 'See the moon', 'sky')`;
  await sql`update roles set permissions = '{}' where name = 'viewer'`;
  await migrate(database.url);
  const active = await sql<{ code: string }[]>`select code from permissions where is_active`;
  expect(active.map((row) => row.code).sort()).toEqual([...permissionCodes].sort());
  const roles = await sql<{ name: string; parent: string | null; permissions: string[] }[]>`
    select r.name, p.name as parent, r.permissions from roles r left join roles p on p.id = r.parent_role_id
    order by r.level`;
  expect([...roles]).toEqual(
    systemRoles.map(({ name, parent, permissions }) => ({ name, parent, permissions: [...permissions] })),
  );
});

test("something that takes connections and says nothing is given up", async () => {
  const silent = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const waiting = migrate(`postgresql://a:b@127.0.0.1:${port}/x`, { patienceMs: 200 });
  await expect(waiting).rejects.toMatchObject({ code: "CONNECT_TIMEOUT" });
  silent.close();
}, 20_000);
