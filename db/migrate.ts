// Brings a database to the state that this code expects. Everything that is missing is applied in one transaction
// under a lock, so several processes may start at once and a failure leaves the database as it was.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { arrayTypes } from "./array-types";
import { migrationNames } from "./migration-list";
import { assertPlainRole } from "./role";
import { seed } from "./seed";

/** How long the database may take to say its first word. */
const patienceMs = 15_000;

export interface Migrated {
  /** Names of the migrations applied now; empty when the database was current. */
  applied: string[];
}

/** Why a database can't be migrated, in words for whoever runs the installation. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** Migrates the database at `url` and seeds what the code mirrors into it. Any number of calls may run at once. */
export async function migrate(url: string, options: { folder?: string; patienceMs?: number } = {}): Promise<Migrated> {
  const migrations = readMigrations(options.folder ?? findFolder());
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 10,
    prepare: false,
    fetch_types: false,
    types: arrayTypes,
    onnotice: () => {},
  });
  try {
    await answered(assertPlainRole(sql), options.patienceMs ?? patienceMs);
    await assertVersion(sql);
    return await sql.begin(async (tx) => {
      // The number only has to be the same for everyone who migrates.
      await tx`select pg_advisory_xact_lock(7378697629483820646)`;
      await tx`select set_config('app.system', 'on', true)`;
      const applied = await applyMissing(tx, migrations);
      await seed(tx);
      return { applied };
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Something that takes connections and then says nothing would be waited for without end. */
async function answered(first: Promise<void>, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error("nothing answered"), { code: "CONNECT_TIMEOUT" });
    timer = setTimeout(reject, withinMs, error);
  });
  try {
    await Promise.race([first, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Unique constraints that count two NULLs as the same came with PostgreSQL 15. */
async function assertVersion(sql: postgres.Sql): Promise<void> {
  const [server] = await sql<{ number: number; name: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`;
  if (server && server.number < 150_000)
    throw new MigrationError(`This is PostgreSQL ${server.name}; Weft needs version 15 or newer.`);
}

interface Migration {
  name: string;
  text: string;
  checksum: string;
}

async function applyMissing(tx: postgres.TransactionSql, migrations: Migration[]): Promise<string[]> {
  await tx`create table if not exists weft_migrations (
    name text primary key, checksum text not null, applied_at timestamptz(3) not null default now())`;
  const rows = await tx<{ name: string; checksum: string }[]>`select name, checksum from weft_migrations`;
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  const unknown = [...known.keys()].filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0)
    throw new MigrationError(
      `This database was migrated by a newer version of Weft (${unknown.join(", ")}). Start that version, or restore a backup made before the upgrade.`,
    );
  const applied: string[] = [];
  for (const { name, text, checksum } of migrations) {
    const before = known.get(name);
    if (before === checksum) continue;
    if (before !== undefined)
      throw new MigrationError(
        `The migration ${name} was changed after this database had applied it. Use the code that it was applied with, or restore a backup.`,
      );
    await applyOne(tx, name, text);
    await tx`insert into weft_migrations (name, checksum) values (${name}, ${checksum})`;
    applied.push(name);
  }
  return applied;
}

async function applyOne(tx: postgres.TransactionSql, name: string, text: string): Promise<void> {
  for (const statement of text.split("--> statement-breakpoint")) {
    try {
      await tx.unsafe(statement).simple();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new MigrationError(`The migration ${name} failed: ${reason}\n${statement.trim().slice(0, 500)}`, {
        cause: error,
      });
    }
  }
}

function readMigrations(folder: string): Migration[] {
  return migrationNames.map((name) => {
    const text = readFileSync(join(folder, `${name}.sql`), "utf8");
    return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
  });
}

/** Beside this module in the sources and in a bundle; below the working directory where a bundler moved the module. */
function findFolder(): string {
  const folders = [join(import.meta.dirname ?? ".", "migrations"), join(process.cwd(), "db", "migrations")];
  const found = folders.find((folder) => existsSync(join(folder, `${migrationNames[0]}.sql`)));
  if (found) return found;
  throw new MigrationError(`The migrations are missing; they were looked for in ${folders.join(" and ")}.`);
}
