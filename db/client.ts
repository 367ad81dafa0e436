// The connections of this process to PostgreSQL, made at first use and shared by everything in it. Queries reach them
// through scope.ts or system.ts; what runs on a bare connection sees no tenant's row.

import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Sql = postgres.Sql;

interface Connections {
  /** Two pools: drizzle replaces the serializers of the client it is given, which breaks json() for others. */
  drizzleClient: Sql;
  database: Database;
  raw: Sql;
  /** Sessions that carry a setting for good, such as the system marker, by that setting. */
  marked: Map<string, Sql>;
  url: string;
}

// On globalThis, because a development server loads this module anew after every change.
const holder: { weftConnections?: Connections } = globalThis as { weftConnections?: Connections };

/** Opens the process's connections to `url`; `connections` is how many it may hold at most. */
export function openDatabase(url: string, connections: number): void {
  if (holder.weftConnections) throw new Error("the database is open already");
  const half = Math.max(1, Math.floor(connections / 2));
  const drizzleClient = connect(url, Math.max(1, connections - half));
  holder.weftConnections = {
    drizzleClient,
    database: drizzle(drizzleClient),
    raw: connect(url, half),
    marked: new Map(),
    url,
  };
}

/** Waits for running queries, for at most five seconds, and closes every connection of the process. */
export async function closeDatabase(): Promise<void> {
  const open = holder.weftConnections;
  if (!open) return;
  delete holder.weftConnections;
  const clients = [open.drizzleClient, open.raw, ...open.marked.values()];
  await Promise.all(clients.map((client) => client.end({ timeout: 5 })));
}

/** Drizzle on this process's pool, without a scope. */
export function getDatabase(): Database {
  return opened().database;
}

/** postgres.js with prepared statements, for the hottest statements and for LISTEN; without a scope. */
export function getSql(): Sql {
  return opened().raw;
}

/** A small pool whose sessions have `setting` on from their start, so that a statement needs no transaction for it. */
export function getMarkedSql(setting: string): Sql {
  const { marked, url } = opened();
  const known = marked.get(setting);
  if (known) return known;
  const client = connect(url, 3, { [setting]: "on" });
  marked.set(setting, client);
  return client;
}

function opened(): Connections {
  if (!holder.weftConnections) openDatabase(env().databaseUrl, env().databasePool);
  if (!holder.weftConnections) throw new Error("the database did not open");
  return holder.weftConnections;
}

function connect(url: string, max: number, settings: Record<string, string> = {}): Sql {
  return postgres(url, {
    max,
    connect_timeout: 10,
    idle_timeout: 300,
    connection: { application_name: "weft", ...settings },
    onnotice: () => {},
  });
}
