// Follows a run over lost connections, believing nothing: every event's number has to be the next one, what is folded
// has to agree with what was stored, and nothing of an owner who lost the run may come.

import type { Response } from "undici";
import { readSse } from "@/lib/http/read-sse";
import { applyEvent } from "@/lib/run-log/apply-event";
import { compareEventIds, type EventId, formatEventId, parseEventId, type RunEvent } from "@/lib/run-log/events";
import { initialState, type NodeState, type RunState } from "@/lib/run-log/state";
import { endEvent, runEvent, snapshotEvent } from "@/lib/runs/stream-protocol";
import type { Client } from "./client";
import type { Random } from "./random";

export interface Followed {
  state: RunState;
  faults: string[];
  /** How often a connection ended before the run did. */
  connections: number;
  events: number;
}

/** What storage keeps of a node, and what a follower must therefore have too. */
function keptOf(node: NodeState) {
  const { path, attempt, status, inputs, outputs, handles, writes, error, content, thought } = node;
  return { path, attempt, status, inputs, outputs, handles, writes, error, content, thought };
}

function describe(state: RunState): string {
  const nodes = [...state.nodes.values()].map(keptOf).sort((a, b) => (a.path < b.path ? -1 : 1));
  const { status, outputs, error, response } = state;
  return JSON.stringify({ status, outputs, error, response, nodes });
}

/** A snapshot of an owner whose events were followed tells the same ends. */
function compareEnds(before: RunState, after: RunState): string[] {
  return [...before.nodes.values()].flatMap((node) => {
    if (node.endedAt === null) return [];
    const stored = after.nodes.get(node.path);
    if (stored && JSON.stringify(keptOf(stored)) === JSON.stringify(keptOf(node))) return [];
    return [`the end of ${node.path} was told otherwise than it was stored`];
  });
}

const foldAll = (data: string) => (JSON.parse(data) as RunEvent[]).reduce(applyEvent, initialState());

/** Follows to the end, from a stream that is open already where there is one; now and then it hangs up by itself. */
export async function followStrictly(
  client: Client,
  runId: string,
  random: Random,
  first: Response | null = null,
): Promise<Followed> {
  const faults: string[] = [];
  let state = initialState();
  let cursor: EventId | null = null;
  let connections = 0;
  let events = 0;
  const fault = (text: string) => faults.push(`run ${runId}: ${text}`);

  function takeSnapshot(id: EventId, data: string): void {
    const told = foldAll(data);
    if (cursor && compareEventIds(id, cursor) < 0) {
      fault(`snapshot ${formatEventId(id)} after ${formatEventId(cursor)}`);
      return;
    }
    if (cursor?.token === id.token) faults.push(...compareEnds(state, told).map((text) => `run ${runId}: ${text}`));
    cursor = id;
    state = told;
  }

  function takeEvent(id: EventId, data: string): void {
    events += 1;
    const name = formatEventId(id);
    if (!cursor && id.n !== 1) fault(`the stream began with event ${name}`);
    if (cursor) {
      if (compareEventIds(id, cursor) <= 0) return void fault(`event ${name} came after ${formatEventId(cursor)}`);
      if (id.token !== cursor.token) fault(`event ${name} of a new owner came without a snapshot`);
      else if (id.n !== cursor.n + 1) fault(`event ${name} followed ${formatEventId(cursor)}`);
    }
    cursor = id;
    state = applyEvent(state, JSON.parse(data) as RunEvent);
  }

  /** True when the run is told to its end. */
  async function read(response: Response, hangUpAfter: number): Promise<boolean> {
    if (!response.body) throw new Error("a stream without a body");
    let left = hangUpAfter;
    for await (const message of readSse(response.body as ReadableStream<Uint8Array>)) {
      if (message.event === endEvent) return true;
      const id = message.id === null ? null : parseEventId(message.id);
      if (id && message.event === snapshotEvent) takeSnapshot(id, message.data);
      if (id && message.event === runEvent) takeEvent(id, message.data);
      left -= 1;
      if (left <= 0) return false;
    }
    return false;
  }

  let response = first;
  const until = performance.now() + 180_000;
  for (let over = false; !over; ) {
    connections += 1;
    if (performance.now() > until) {
      fault("its stream never ended");
      break;
    }
    try {
      response ??= await client.once("GET", `/runs/${runId}/events`, {
        ...(cursor ? { lastEventId: formatEventId(cursor) } : {}),
      });
      if (response.status !== 200) {
        fault(`its stream answered ${response.status}: ${await response.text()}`);
        break;
      }
      over = await read(response, random.chance(0.3) ? random.between(1, 30) : Number.POSITIVE_INFINITY);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    response = null;
  }

  const stored = await storedState(client, runId);
  if (stored && describe(stored) !== describe(state)) {
    fault(
      `what was followed is not what was stored:\n    followed ${describe(state)}\n    stored   ${describe(stored)}`,
    );
  }
  return { state, faults, connections, events };
}

/** The state that a stream begins with which saw nothing before. */
async function storedState(client: Client, runId: string): Promise<RunState> {
  return client.insist(async () => {
    const response = await client.once("GET", `/runs/${runId}/events`);
    if (!response.body) throw new Error("a stream without a body");
    let state = initialState();
    for await (const message of readSse(response.body as ReadableStream<Uint8Array>)) {
      if (message.event === snapshotEvent) state = foldAll(message.data);
      if (message.event === runEvent) state = applyEvent(state, JSON.parse(message.data) as RunEvent);
      if (message.event === endEvent) return state;
    }
    throw new Error("the stream broke");
  });
}
