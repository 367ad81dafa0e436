// The connections of this process to PostgreSQL, made at first use and shared by everything in it. Queries reach them
// through scope.ts or system.ts; what runs on a bare connection sees no tenant's row.

import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import { arrayTypes } from "./array-types";
import { type LeasePool, makeLeasePool } from "./lease-pool";

/** What commands and queries work with: drizzle inside a transaction. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];
export type Sql = postgres.Sql;

interface Connections {
  url: string;
  /** For drizzle, which replaces the serializers of the client it is given and so needs its own. */
  transactions: LeasePool;
  /** For reads that begin and end in one go. */
  reads: LeasePool;
  /**
   * Clients for single statements, by the setting that their sessions carry. One that has lost a connection is ended and
   * forgotten, because the driver can be blocked afterwards; whoever asks next gets a new one.
   */
  clients: Map<string, Sql>;
  listener: Sql | undefined;
}

const idleS = 300;
/**
 * So that the server notices within minutes that a machine is gone or sleeps, and gives back what a transaction there had
 * locked: it would take two hours for the one, and the other never ends. No transaction of ours waits for anybody.
 */
const bounds = {
  idle_in_transaction_session_timeout: 60_000,
  tcp_keepalives_idle: "60",
  tcp_keepalives_interval: "10",
  tcp_keepalives_count: "6",
};
/**
 * For sessions whose prepared statements look rows up by key: their plans are kept, and one that was made for an almost
 * empty table would go on reading it from end to end until the server analyses it.
 */
const byKey = { enable_seqscan: "off", jit: "off" };

// On globalThis, because a development server loads this module anew after every change.
const holder: { weftConnections?: Connections } = globalThis as { weftConnections?: Connections };

/** Opens the process's connections to `url`; `connections` is about how many it may hold. */
export function openDatabase(url: string, connections: number): void {
  if (holder.weftConnections) throw new Error("the database is open already");
  const half = Math.max(1, Math.ceil(connections / 2));
  const quarter = Math.max(1, Math.floor(connections / 4));
  const options = { max: 1, idle_timeout: 0, max_lifetime: null };
  const forDrizzle = (onclose: () => void) => {
    const client = connect(url, { ...options, onclose });
    drizzle(client);
    return client;
  };
  const forReads = (onclose: () => void) => connect(url, { ...options, connection: byKey, onclose });
  holder.weftConnections = {
    url,
    transactions: makeLeasePool(forDrizzle, half, idleS * 1000),
    reads: makeLeasePool(forReads, quarter, idleS * 1000),
    clients: new Map(),
    listener: undefined,
  };
}

/** Waits for running queries, for at most five seconds, and closes every connection of the process. */
export async function closeDatabase(): Promise<void> {
  const open = holder.weftConnections;
  if (!open) return;
  delete holder.weftConnections;
  const clients = [...open.clients.values()];
  if (open.listener) clients.push(open.listener);
  await Promise.all([open.transactions.end(), open.reads.end(), ...clients.map((sql) => sql.end({ timeout: 5 }))]);
}

/** Throws every connection for statements away, as if it had been lost; whoever waits on one gets an error. */
function dropConnections(): void {
  const open = holder.weftConnections;
  if (!open) return;
  for (const sql of open.clients.values()) void sql.end({ timeout: 0 });
  open.clients.clear();
  open.transactions.drop();
  open.reads.drop();
}

/** How long an answer that lies in the socket may take to be seen, when it was this process that slept. */
const wakingMs = 500;

/**
 * Gives an answer of the database. Where none comes within `patienceMs`, the other end is taken for gone and every
 * connection is thrown away: a server that vanishes without a word keeps its connections open for a quarter of an hour,
 * while another one may have taken its place.
 */
export async function expectAnswer<T>(answer: PromiseLike<T>, patienceMs: number): Promise<T> {
  let timer = setTimeout(() => {
    timer = setTimeout(dropConnections, wakingMs);
  }, patienceMs);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

export function getTransactionPool(): LeasePool {
  return opened().transactions;
}

export function getReadPool(): LeasePool {
  return opened().reads;
}

/** For LISTEN alone: the driver opens a connection for it and listens again by itself whenever that was lost. */
export function getListener(): Sql {
  const connections = opened();
  connections.listener ??= connect(connections.url, { max: 1 });
  return connections.listener;
}

/** postgres.js without a scope, for tables of no workspace. Ask for it anew at each use. */
export function getSql(): Sql {
  return getMarkedSql("");
}

/** The same on sessions that have `setting` on from their start, so that a statement needs no transaction for it. */
export function getMarkedSql(setting: string): Sql {
  const { clients, url } = opened();
  const known = clients.get(setting);
  if (known) return known;
  const sql = connect(url, {
    max: 3,
    // Closing is left to real losses, so that no client is replaced without need.
    idle_timeout: 0,
    max_lifetime: null,
    connection: setting ? { ...byKey, [setting]: "on" } : {},
    onclose: () => {
      if (clients.get(setting) === sql) clients.delete(setting);
      // At once: what was sent between an error of the socket and its end would be waited for without end.
      void sql.end({ timeout: 0 });
    },
  });
  clients.set(setting, sql);
  return sql;
}

function opened(): Connections {
  if (!holder.weftConnections) openDatabase(env().databaseUrl, env().databasePool);
  if (!holder.weftConnections) throw new Error("the database did not open");
  return holder.weftConnections;
}

function connect(url: string, options: postgres.Options<Record<string, postgres.PostgresType>>): Sql {
  return postgres(url, {
    connect_timeout: 10,
    onnotice: () => {},
    fetch_types: false,
    types: arrayTypes,
    ...options,
    connection: { application_name: "weft", ...bounds, ...options.connection },
  }) as Sql;
}
