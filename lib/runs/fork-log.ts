// What a fork takes over from the log of the run that it goes its own way from: the ends of all nodes that neither are
// the node nor come after it, each container as a whole. Whatever has no end to take over runs again, and so does what
// comes after that. Pure: knows neither storage nor who executes.

import { isStopped } from "../engine/failure";
import type { Plan, PlanNode } from "../graph/plan";
import type { NodeEnded } from "../run-log/events";
import type { StoredEvent } from "../run-log/stored-rows";
import type { JsonObject } from "../shared/json";
import { contentFor, handlesFor } from "./mock-node";

export type ForkRefusal =
  /** There is no such node in the graph of the run. */
  | { why: "unknown_node" }
  /** It has not run, because no way led to it or the run ended before. */
  | { why: "not_reached" }
  /** It lies in a container, which can only be run again as a whole. */
  | { why: "in_container"; container: PlanNode }
  /** In the other graph these are gone, or of another type, or stand behind something new. */
  | { why: "nodes_changed"; nodes: string[] };

export interface ForkWish {
  /** The run that is forked: its graph and its log. */
  before: Plan;
  log: readonly StoredEvent[];
  /** The graph that the fork executes. */
  after: Plan;
  nodeId: string;
  /** The node counts as ended with these instead of running. */
  outputs?: JsonObject | undefined;
  now: number;
  /** Put into the log of what is taken over, so that nobody takes it for work of this run. */
  note: string;
}

export type ForkLog = { ok: true; events: NodeEnded[] } | ({ ok: false } & ForkRefusal);

/** The part of a path that tells where outside of all containers something lies. */
const rootOf = (path: string) => /^[^[/:]*/.exec(path)?.[0] ?? path;

/** What is told of each place in the end, in the order in which it was. */
function latestEvents(log: readonly StoredEvent[]): Map<string, StoredEvent> {
  const latest = new Map<string, StoredEvent>();
  for (const event of [...log].sort((a, b) => a.seq - b.seq)) {
    const known = latest.get(event.path);
    if (known && known.attempt > event.attempt) continue;
    latest.delete(event.path);
    latest.set(event.path, event);
  }
  return latest;
}

/** Whether a run can go on from this end: the node has one, and it did not stop the run. */
function isUsable(event: StoredEvent | undefined, plan: Plan): event is NodeEnded {
  if (event?.type !== "node.ended") return false;
  if (event.status !== "failed" || event.outputs !== null) return true;
  return plan.settings.onError === "continue" && event.error !== null && !isStopped(event.error.code);
}

/** The nodes of the root from `first` on, as far as ways lead; `first` included. */
function downstreamOf(first: Iterable<PlanNode>): Set<string> {
  const left = [...first];
  const found = new Set(left.map((node) => node.id));
  for (let node = left.pop(); node; node = left.pop()) {
    for (const { target } of node.outgoing) {
      if (found.has(target.id)) continue;
      found.add(target.id);
      left.push(target);
    }
  }
  return found;
}

function containerAround(plan: Plan, node: PlanNode): PlanNode | undefined {
  let around: PlanNode | undefined;
  for (let id = node.node.parentId; id !== undefined; id = around?.node.parentId) {
    const next = plan.nodes.get(id);
    if (!next) break;
    around = next;
  }
  return around;
}

function takenOver(event: NodeEnded, seq: number, { now, note }: ForkWish): NodeEnded {
  const { held: _held, outer: _outer, ...rest } = event;
  // Its time and its cost are those of the run that did the work.
  return {
    ...rest,
    attempt: 1,
    seq,
    at: now,
    startedAt: now,
    durationMs: 0,
    usage: null,
    notes: [{ at: now, message: note }, ...event.notes],
  };
}

function endedWith(outputs: JsonObject, own: StoredEvent, wish: ForkWish): NodeEnded {
  const { after, nodeId, now } = wish;
  const { path, nodeId: id, name, nodeType, renderMode, rank, inputs } = own;
  const content = renderMode === "hidden" ? null : (contentFor(outputs) ?? null);
  return {
    type: "node.ended",
    ...{ path, nodeId: id, name, nodeType, renderMode, rank, inputs },
    attempt: 1,
    seq: own.seq,
    at: now,
    status: "succeeded",
    startedAt: now,
    durationMs: 0,
    retries: 0,
    outputs,
    handles: handlesFor(after, nodeId, outputs),
    writes: own.type === "node.ended" ? own.writes : {},
    error: null,
    usage: null,
    summary: null,
    content,
    thought: null,
    notes: [{ at: now, message: "This node did not run: its outputs were given." }],
  };
}

function refuse(wish: ForkWish, latest: ReadonlyMap<string, StoredEvent>): ForkRefusal | null {
  const { before, after, nodeId } = wish;
  const node = before.nodes.get(nodeId);
  if (!node) return { why: "unknown_node" };
  const container = containerAround(before, node);
  if (container) return { why: "in_container", container };
  const own = latest.get(nodeId);
  if (!own || (own.type === "node.ended" && own.status === "skipped")) return { why: "not_reached" };
  const later = downstreamOf([node]);
  const isSame = (id: string, type: string) =>
    after.root.nodes.some((other) => other.id === id && other.node.type === type);
  const changed = isSame(nodeId, own.nodeType) ? [] : [nodeId];
  for (const event of latest.values()) {
    if (event.path !== event.nodeId || later.has(event.nodeId)) continue;
    if (event.type === "node.ended" && event.status === "skipped") continue;
    if (!isSame(event.nodeId, event.nodeType)) changed.push(event.nodeId);
  }
  return changed.length > 0 ? { why: "nodes_changed", nodes: changed } : null;
}

/** The log that a fork begins with, or why there can be none. */
export function forkLog(wish: ForkWish): ForkLog {
  const { after, nodeId, outputs, log } = wish;
  const latest = latestEvents(log);
  const refusal = refuse(wish, latest);
  if (refusal) return { ok: false, ...refusal };
  const anew = downstreamOf(after.root.nodes.filter((node) => !isUsable(latest.get(node.id), after)));
  const node = after.nodes.get(nodeId);
  const own = latest.get(nodeId);
  if (!node || !own) return { ok: false, why: "not_reached" };
  // What has been given its outputs can't come after something that has yet to run.
  if (outputs && node.incoming.some((edge) => anew.has(edge.source.id))) {
    return { ok: false, why: "nodes_changed", nodes: [nodeId] };
  }
  for (const id of downstreamOf([node])) anew.add(id);
  const events: NodeEnded[] = [];
  for (const event of latest.values()) {
    if (outputs && event.path === nodeId) {
      events.push({ ...endedWith(outputs, own, wish), seq: events.length + 1 });
    } else if (event.type === "node.ended" && isKept(event, latest, after, anew)) {
      events.push(takenOver(event, events.length + 1, wish));
    }
  }
  return { ok: true, events };
}

function isKept(
  { path }: NodeEnded,
  latest: ReadonlyMap<string, StoredEvent>,
  after: Plan,
  anew: ReadonlySet<string>,
): boolean {
  const root = rootOf(path);
  return !anew.has(root) && after.nodes.has(root) && isUsable(latest.get(root), after);
}
