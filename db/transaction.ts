// One transaction on one leased connection, with few round trips: its begin and settings travel together with the
// first statement, and drizzle's statements are prepared. Knows no workspace; scope.ts and system.ts say what the
// settings are.

import { DrizzleQueryError } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { Sql, Transaction } from "./client";
import type { Lease, LeasePool } from "./lease-pool";

/** Runs `work` between `opening` (begin and settings, without parameters) and a commit; a throw rolls back. */
export async function transact<T>(pool: LeasePool, opening: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const lease = await pool.lease();
  const held = new HeldConnection(lease);
  try {
    held.begin(opening);
    const value = await work(drizzleOn(held));
    await held.commit();
    return value;
  } catch (error) {
    const wasWhole = await held.isWhole();
    await held.rollBack();
    // Outside of the transaction a statement sees nothing: what was concluded from that is void.
    if (held.notBegun) throw held.notBegun.reason;
    if (lease.isLost() || !wasWhole) throw connectionLost(error);
    // Drizzle's own error says every value of the statement in its message, and messages end up in logs.
    throw error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  } finally {
    held.over = true;
    lease.release();
  }
}

/** Runs one reading statement between `opening` and a commit, all sent together. */
export async function readInOne<T extends readonly object[]>(
  pool: LeasePool,
  opening: string,
  statement: (sql: Sql) => postgres.PendingQuery<T>,
): Promise<T> {
  const lease = await pool.lease();
  try {
    const steps = [lease.client.unsafe(opening).execute(), statement(lease.client).execute()] as const;
    const mark = lease.client.unsafe(markQuery).execute();
    const commit = lease.client.unsafe("commit").execute();
    // Every answer is waited for before the connection goes on to others, also when an earlier one is an error.
    const [begun, rows, marked, ended] = await Promise.allSettled([...steps, mark, commit]);
    for (const step of [begun, rows, marked, ended]) if (step.status === "rejected") throw step.reason;
    const isWhole = marked.status === "fulfilled" && isMarked(marked.value);
    if (lease.isLost() || !isWhole) throw connectionLost();
    // The driver's result is the array that was asked for, with more members.
    return (rows as PromiseFulfilledResult<unknown>).value as T;
  } finally {
    lease.release();
  }
}

/**
 * Tells whether the settings that a transaction begins with still hold. They are gone where the driver went on with a
 * new connection without a word; then a statement may have seen nothing where there is something.
 */
const markQuery =
  "select coalesce(current_setting('app.workspace_id', true), '') || coalesce(current_setting('app.system', true), '') as mark";

function isMarked(rows: unknown): boolean {
  const [row]: unknown[] = Array.isArray(rows) ? rows : [];
  return typeof row === "object" && row !== null && "mark" in row && row.mark !== "";
}

function connectionLost(cause?: unknown): Error {
  return Object.assign(new Error("the connection to the database was lost", { cause }), { code: "CONNECTION_CLOSED" });
}

/** A connection in a transaction, which refuses every statement that would run outside of it. */
class HeldConnection {
  /** After the end the connection belongs to somebody else's workspace. */
  over = false;
  /** Why it never began. The statement that went with its beginning may have been answered all the same. */
  notBegun: { reason: unknown } | null = null;
  private failed = false;
  private savepoints = 0;
  private readonly lease: Lease;

  constructor(lease: Lease) {
    this.lease = lease;
  }

  begin(opening: string): void {
    // Not awaited: statements of one connection keep their order, and a failure fails all that follow.
    this.send(opening, [], false).catch((reason: unknown) => {
      this.notBegun = { reason };
    });
  }

  send(text: string, values: never[], prepare: boolean) {
    if (this.over) throw new Error("this transaction has ended; every statement in it must be awaited");
    if (this.lease.isLost()) throw connectionLost();
    if (this.failed) throw new Error("an earlier statement of this transaction failed; nothing can follow it");
    const query = this.lease.client.unsafe(text, values, { prepare });
    query.catch(() => {
      this.failed = true;
    });
    return query;
  }

  async commit(): Promise<void> {
    const mark = this.send(markQuery, [], false).catch(() => null);
    // Sent together, so that it takes no further round trip.
    const [marked, { command }] = await Promise.all([mark, this.send("commit", [], false)]);
    if (this.lease.isLost() || (marked !== null && !isMarked(marked))) throw connectionLost();
    // The server answers a commit after a failed statement with a rollback, and no error.
    if (command !== "COMMIT") throw new Error("a statement of this transaction failed, so all of it was taken back");
  }

  /** Whether the settings of its beginning still hold, so that what statements saw was what there is. */
  async isWhole(): Promise<boolean> {
    // After a failed statement nothing was concluded from what others gave.
    if (this.failed || this.lease.isLost()) return true;
    try {
      return isMarked(await this.send(markQuery, [], false));
    } catch {
      return true;
    }
  }

  async rollBack(): Promise<void> {
    await this.undo("rollback");
    this.over = true;
  }

  async savepoint(work: () => Promise<unknown>): Promise<unknown> {
    this.savepoints += 1;
    const name = `s${this.savepoints}`;
    await this.send(`savepoint ${name}`, [], false);
    try {
      return await work();
    } catch (error) {
      await this.undo(`rollback to savepoint ${name}`);
      throw error;
    }
  }

  /** Takes back what the server still has; with its connection a transaction is gone anyway. */
  private async undo(text: string): Promise<void> {
    // An error of the socket is told before its end; in between nothing may be sent.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.over || this.lease.isLost()) return;
    this.failed = false;
    await this.send(text, [], false).catch(() => {});
  }
}

const dialect = new PgDialect();

/** Drizzle on a connection that is in a transaction already. */
function drizzleOn(held: HeldConnection): Transaction {
  // All that drizzle uses of a transaction's client.
  const client = {
    unsafe: (text: string, values: never[]) => held.send(text, values, isWorthPreparing(text)),
    savepoint: (work: (inner: unknown) => Promise<unknown>) => held.savepoint(() => work(client)),
  };
  const session = new PostgresJsSession(client as unknown as Sql, dialect, undefined);
  return new PostgresJsTransaction(dialect, session as never, undefined) as unknown as Transaction;
}

const prepared = new Set<string>();
const mostPrepared = 500;
const longestPrepared = 3_000;

/** Each connection keeps what it prepared, so statements whose text varies without end must not all be prepared. */
function isWorthPreparing(text: string): boolean {
  if (prepared.has(text)) return true;
  if (prepared.size >= mostPrepared || text.length > longestPrepared) return false;
  prepared.add(text);
  return true;
}
