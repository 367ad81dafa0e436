// A database of its own for a test file: cloned from a template that is migrated once for each state of the
// migrations, opened as this process's database, dropped at the end. Files may run side by side.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { systemRoles } from "@/lib/auth/permissions";
import { newId } from "@/lib/shared/ids";
import { closeDatabase, openDatabase } from "../client";
import { migrate } from "../migrate";

let database: TestDatabase | undefined;

/** Gives the file's tests a migrated database, which everything that uses db/scope and db/system then works on. */
export function provideDatabase(options: { connections?: number } = {}): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    openDatabase(database.url, options.connections ?? 6);
  });
  afterAll(async () => {
    await closeDatabase();
    await database?.drop();
  });
}

/** The address of the file's database, for processes that a test starts on it. */
export function databaseUrl(): string {
  if (!database) throw new Error("This file's tests have no database; provideDatabase gives them one");
  return database.url;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated database that nothing is connected to yet. */
async function createTestDatabase(): Promise<TestDatabase> {
  return onServer(async (server) => {
    const template = await ensureTemplate(server);
    return createFrom(server, template);
  });
}

/** A database with nothing in it, for tests of migrating itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return onServer((server) => createFrom(server, "template0"));
}

async function createFrom(server: postgres.Sql, template: string): Promise<TestDatabase> {
  const name = `weft_test_${newId().replaceAll("-", "")}`;
  await server.unsafe(`create database ${name} template ${template}`);
  return {
    url: urlOf(name),
    drop: () => onServer(async (again) => void (await again.unsafe(`drop database if exists ${name} with (force)`))),
  };
}

async function ensureTemplate(server: postgres.Sql): Promise<string> {
  const name = `weft_template_${stateOfMigrations()}`;
  await server`select pg_advisory_lock(hashtext(${name}))`;
  try {
    const [known] = await server`select 1 from pg_database where datname = ${name}`;
    if (!known) {
      // Under another name until it is whole, so that a test that is killed here leaves no half template behind.
      const draft = `${name}_draft`;
      await server.unsafe(`drop database if exists ${draft} with (force)`);
      await server.unsafe(`create database ${draft}`);
      await migrate(urlOf(draft));
      await server.unsafe(`alter database ${draft} rename to ${name}`);
    }
  } finally {
    await server`select pg_advisory_unlock(hashtext(${name}))`;
  }
  return name;
}

function stateOfMigrations(): string {
  const folder = join(import.meta.dirname, "..", "migrations");
  const seed = readFileSync(join(folder, "..", "seed.ts"));
  // A file that the journal does not name is not run.
  const journal = readFileSync(join(folder, "meta", "_journal.json"));
  const hash = createHash("sha256").update(JSON.stringify(systemRoles)).update(seed).update(journal);
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function onServer<T>(work: (server: postgres.Sql) => Promise<T>): Promise<T> {
  const server = postgres(serverUrl(), { max: 1, onnotice: () => {} });
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function serverUrl(): string {
  const url = process.env.WEFT_TEST_DATABASE_URL;
  if (!url) throw new Error("WEFT_TEST_DATABASE_URL is missing; the database tests' global setup sets it");
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}
