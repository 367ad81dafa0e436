// Group commit: what all runs of this process want stored goes out in one statement whenever the writer's connection
// is free, so batches form by themselves and no timer adds waiting. A run that began and ended since the last flush is
// one insert. Knows rows, not events.

import { log } from "../log";
import { AppError } from "../shared/errors";
import { isAway } from "./until-available";
import type { ApprovalRow, WaitRow } from "./wait-statement";
import type { Batch, ConversationInsert, NodeRow, RunEnd, RunInsert } from "./write-statement";

/** Stores one batch in one transaction and gives the ids of the accepted runs. */
export type StoreBatch = (batch: Batch) => Promise<Set<string>>;

/** What one run wants stored since its last flush. */
interface Pending {
  runId: string;
  token: number;
  conversation: ConversationInsert | null;
  insert: RunInsert | null;
  nodes: NodeRow[];
  end: RunEnd | null;
  /** Of a run that waits, has waited, or is waited for. */
  waits: { approvals: ApprovalRow[]; waits: WaitRow[]; pause: { until: string | null } | null } | null;
  waiting: { resolve: () => void; reject: (error: unknown) => void }[];
}

/** Asks for rows of one run to be stored; each call's promise settles when its rows are on disk or can't be. */
export interface RunWriter {
  write(runId: string, token: number, rows: Rows): Promise<void>;
  /** Resolves when nothing is left to store. */
  idle(): Promise<void>;
}

export interface Rows {
  conversation?: ConversationInsert;
  insert?: RunInsert;
  nodes?: NodeRow[];
  end?: RunEnd;
  /** Present, perhaps empty, wherever the run waits, has waited, or is waited for. */
  waits?: WaitRows;
  /** Ends a run of which something could not be stored. */
  despiteFailure?: boolean;
}

export interface WaitRows {
  approvals?: ApprovalRow[];
  waits?: WaitRow[];
  /** Nothing is left to do until a wait is over: the run is nobody's from now on. Asked for when its row is stored. */
  pause?: { until: string | null };
}

/** Rows of one flush are bounded, so that one statement stays small enough to be planned and sent quickly. */
const maxNodesPerFlush = 2_000;

function batchOf(group: Pending[]): Batch {
  const batch: Batch = { conversations: [], inserts: [], owned: [], nodes: [], ends: [] };
  for (const pending of group) {
    if (pending.conversation) batch.conversations.push(pending.conversation);
    if (pending.insert) batch.inserts.push(pending.insert);
    else batch.owned.push({ run_id: pending.runId, token: pending.token });
    for (const node of pending.nodes) batch.nodes.push(node);
    if (pending.end) batch.ends.push(pending.end);
    if (pending.waits) addWaits(batch, pending, pending.waits);
  }
  return batch;
}

/** Adds what the shorter statement does not know of; a wait that is over before it was stored is never stored. */
function addWaits(batch: Batch, { runId, nodes, end }: Pending, rows: NonNullable<Pending["waits"]>): void {
  batch.waits ??= { approvals: [], waits: [], pauses: [], closed: [] };
  const closed = new Set<string>();
  for (const node of nodes) if (node.status !== "running" && node.status !== "paused") closed.add(node.path);
  for (const path of closed) batch.waits.closed.push({ run_id: runId, path });
  if (end) return;
  batch.waits.approvals.push(...latestOpen(rows.approvals, closed));
  batch.waits.waits.push(...latestOpen(rows.waits, closed));
  if (rows.pause) batch.waits.pauses.push({ run_id: runId, until: rows.pause.until });
}

function latestOpen<T extends { path: string }>(rows: readonly T[], closed: ReadonlySet<string>): T[] {
  return [...new Map(rows.map((row) => [row.path, row])).values()].filter((row) => !closed.has(row.path));
}

/** The run can't go on here; whoever reads its log later can. */
const outOfReach = (cause: unknown) =>
  new AppError("unavailable", "The database can't be reached at the moment. Try again soon.", { cause });

const takenOver = () => new AppError("interrupted", "Another process has taken over this run.");

/** Rows of one key twice in a statement can't be upserted: the later one holds. */
function latestNodes(nodes: NodeRow[]): NodeRow[] {
  if (nodes.length < 2) return nodes;
  const latest = new Map<string, NodeRow>();
  for (const node of nodes) latest.set(`${node.path}\n${node.attempt}`, node);
  return latest.size === nodes.length ? nodes : [...latest.values()];
}

function keepWaits(pending: Pending, { approvals = [], waits = [], pause }: WaitRows): void {
  pending.waits ??= { approvals: [], waits: [], pause: null };
  const kept = pending.waits;
  kept.approvals.push(...approvals);
  kept.waits.push(...waits);
  if (pause) kept.pause = pause;
}

/** How long a batch is tried again while the database is away: for as long as a lease could still hold. */
const patience = { retryForMs: 8_000, retryEveryMs: 200 };

/** Makes the writer of a process around the function that stores a batch. */
export function makeRunWriter(store: StoreBatch, { retryForMs, retryEveryMs } = patience): RunWriter {
  const queue = new Map<string, Pending>();
  /** Runs of which something is missing, with the token under which it went missing. */
  const broken = new Map<string, { token: number; error: unknown }>();
  let busy = false;
  let scheduled = false;
  const onIdle: (() => void)[] = [];

  function take(): Pending[] {
    const group: Pending[] = [];
    const talking = new Set<string>();
    let rows = 0;
    for (const [key, pending] of queue) {
      // Of two questions in one conversation the second has to see what the first has made of it.
      const conversationId = pending.insert?.conversation_id;
      if (conversationId && talking.has(conversationId)) continue;
      if (conversationId) talking.add(conversationId);
      if (rows > 0 && rows + pending.nodes.length > maxNodesPerFlush) break;
      rows += pending.nodes.length + 1;
      group.push(pending);
      queue.delete(key);
    }
    return group;
  }

  // A log with a hole must not be followed by more: whatever else the run wants stored is refused too.
  function breakRun(pending: Pending, error: unknown): void {
    broken.set(pending.runId, { token: pending.token, error });
    for (const { reject } of pending.waiting) reject(error);
    const more = queue.get(pending.runId);
    if (more?.token !== pending.token) return;
    queue.delete(pending.runId);
    for (const { reject } of more.waiting) reject(error);
  }

  /** Where rows of the run wait for the next flush; null where another owner has followed the one who asks. */
  function pendingOf(runId: string, token: number): Pending | null {
    const known = queue.get(runId);
    if (known?.token === token) return known;
    if (known && known.token > token) return null;
    // This process has lost the run and taken it over again: what the earlier owner still wanted is void.
    for (const { reject } of known?.waiting ?? []) reject(takenOver());
    const pending: Pending = {
      runId,
      token,
      conversation: null,
      insert: null,
      nodes: [],
      end: null,
      waits: null,
      waiting: [],
    };
    queue.set(runId, pending);
    return pending;
  }

  // Storing a batch twice is harmless, so an answer that got lost with its connection may be asked for again.
  async function storePatiently(batch: Batch): Promise<Set<string>> {
    const until = performance.now() + retryForMs;
    for (;;) {
      try {
        return await store(batch);
      } catch (error) {
        if (!isAway(error) || performance.now() > until) throw error;
        log.warn({ err: error }, "the database is away, storing runs again");
        await new Promise((resolve) => setTimeout(resolve, retryEveryMs));
      }
    }
  }

  async function storeGroup(group: Pending[]): Promise<void> {
    for (const pending of group) pending.nodes = latestNodes(pending.nodes);
    let accepted: Set<string>;
    try {
      accepted = await storePatiently(batchOf(group));
    } catch (error) {
      const away = isAway(error);
      if (away || group.length === 1) {
        for (const pending of group) breakRun(pending, away ? outOfReach(error) : error);
        return;
      }
      // One bad row fails the whole statement: halve until it is alone, so that no other run suffers.
      log.debug({ err: error, runs: group.length }, "splitting a batch of runs");
      const middle = group.length >> 1;
      await storeGroup(group.slice(0, middle));
      await storeGroup(group.slice(middle));
      return;
    }
    for (const pending of group) {
      const lost = !accepted.has(pending.runId);
      for (const { resolve, reject } of pending.waiting) {
        if (lost) reject(takenOver());
        else resolve();
      }
    }
  }

  async function flush(): Promise<void> {
    scheduled = false;
    if (busy) return;
    busy = true;
    while (queue.size > 0) await storeGroup(take());
    busy = false;
    for (const done of onIdle.splice(0)) done();
  }

  return {
    write(runId, token, rows) {
      const hole = broken.get(runId);
      if (hole) {
        // A later owner has read what is stored and knows of no hole.
        if (token <= hole.token && !rows.despiteFailure) return Promise.reject(hole.error);
        broken.delete(runId);
      }
      const pending = pendingOf(runId, token);
      if (!pending) return Promise.reject(takenOver());
      if (rows.conversation) pending.conversation = rows.conversation;
      if (rows.insert) pending.insert = rows.insert;
      if (rows.nodes) for (const node of rows.nodes) pending.nodes.push(node);
      if (rows.end) pending.end = rows.end;
      if (rows.waits) keepWaits(pending, rows.waits);
      const stored = new Promise<void>((resolve, reject) => pending.waiting.push({ resolve, reject }));
      if (!busy && !scheduled) {
        scheduled = true;
        setImmediate(() => void flush());
      }
      return stored;
    },
    idle() {
      if (!busy && queue.size === 0) return Promise.resolve();
      return new Promise((resolve) => onIdle.push(resolve));
    },
  };
}
