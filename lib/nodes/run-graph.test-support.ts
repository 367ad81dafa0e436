// Takes whole graphs of real node types through the validator, the planner and the engine. A run that pauses goes on
// from what storage would keep of it, with the answers that its waits got.

import { expect } from "vitest";
import { execute } from "../engine/execute";
import { defaultRunLimits, type RunStart } from "../engine/ports";
import { makePlan } from "../graph/make-plan";
import { emptyGraph, type Graph, type GraphNode, type Variable } from "../graph/schema";
import { validate } from "../graph/validate";
import type { NodePaused, RunEnded, RunEvent, RunPaused, RunStarted } from "../run-log/events";
import { rowsToState, type StoredEvent } from "../run-log/stored-rows";
import { runCode } from "../sandbox/run-code";
import { type Clock, systemClock } from "../shared/clock";
import type { JsonObject } from "../shared/json";
import { catalogue, type NodeTypeName } from "./catalogue";
import type { NodeContext } from "./contract";
import { runNode } from "./run-node";
import { makeContext, makeNode } from "./run-one.test-support";

type Drawn = [id: string, type: NodeTypeName, config?: JsonObject, more?: Partial<GraphNode>];

/** A graph of nodes and edges `a -> b` or `a:handle -> b`. */
export function graphOf(nodes: Drawn[], edges: string[], variables: Variable[] = []): Graph {
  return {
    ...emptyGraph(),
    variables,
    nodes: nodes.map(([id, type, config, more]) => makeNode(type, config, { id, ...more })),
    edges: edges.map((text, index) => {
      const [from = "", target = ""] = text.split(" -> ");
      const [source = "", sourceHandle = "out"] = from.split(":");
      return { id: `e${index}`, source, sourceHandle, target, targetHandle: "in" };
    }),
  };
}

/** What is wrong with a graph, as `code node field`. */
export function problemsOf(graph: Graph): string[] {
  return validate(graph, catalogue, { secrets: new Set(["TOKEN"]) }).map(
    (problem) => `${problem.code} ${problem.nodeId} ${problem.field}`,
  );
}

export interface GivenToRun {
  inputs?: JsonObject;
  query?: string;
  context?: Partial<NodeContext>;
  clock?: Clock;
  breakpoints?: readonly string[];
}

/** A run as far as it came: to its end, or to where nothing is left but waiting. */
export interface Ran {
  events: RunEvent[];
  end: RunEnded | undefined;
  paused: RunPaused | undefined;
  /** What its nodes wait for, by path. */
  waits: Record<string, NodePaused["wait"]>;
  /** Goes on, in another process as it were, with answers by path. */
  answer(answers: Record<string, JsonObject>): Promise<Ran>;
  /** Goes on as if its process had died when this was the last that was stored. */
  dieAfter: (isLast: (event: RunEvent) => boolean) => Promise<Ran>;
}

/** Runs a graph until it ends or pauses. */
export function startGraph(graph: Graph, given: GivenToRun = {}): Promise<Ran> {
  return go(graph, given, [], {});
}

/** Runs a graph to its end. */
export async function runGraph(graph: Graph, given: GivenToRun = {}): Promise<{ end: RunEnded; events: RunEvent[] }> {
  const { end, events } = await startGraph(graph, given);
  return { end: end ?? expect.fail("the run did not end"), events };
}

async function go(
  graph: Graph,
  given: GivenToRun,
  earlier: readonly RunEvent[],
  answers: Record<string, JsonObject>,
): Promise<Ran> {
  const { clock = systemClock, query = null } = given;
  const base = makeContext();
  const context = makeContext({ clock, runCode, run: { ...base.run, query }, ...given.context });
  const state = stateOf(earlier);
  const ports = {
    clock,
    random: () => 0,
    runNode: (call: Parameters<typeof runNode>[0]) => runNode(call, context),
    stored: async () => {},
    secretMark: (name: string) => (name === "TOKEN" ? "<mark of TOKEN>" : undefined),
    signal: new AbortController().signal,
    limits: defaultRunLimits,
  };
  const vars = Object.fromEntries(graph.variables.map(({ name, default: value }) => [name, value ?? null]));
  const start: RunStart = {
    runId: "run",
    inputs: given.inputs ?? {},
    sys: { query },
    vars,
    answers: new Map(Object.entries(answers)),
    breakpoints: new Set(given.breakpoints),
  };
  const events: RunEvent[] = [];
  for await (const batch of execute(makePlan(graph, catalogue), state, ports, start)) events.push(...batch);
  const all = [...earlier, ...events];
  return {
    events,
    end: events.find((event) => event.type === "run.ended"),
    paused: events.findLast((event) => event.type === "run.paused"),
    waits: Object.fromEntries(
      [...state.nodes.values()].flatMap(({ path, status, wait }) =>
        status === "paused" && wait ? [[path, wait] as const] : [],
      ),
    ),
    answer: (more) => go(graph, given, all, more),
    dieAfter: (isLast) => go(graph, given, all.slice(0, all.findLastIndex(isLast) + 1), {}),
  };
}

function stateOf(events: readonly RunEvent[]) {
  const started = events.find((event): event is RunStarted => event.type === "run.started") ?? null;
  const paused = events.findLast((event): event is RunPaused => event.type === "run.paused") ?? null;
  return rowsToState({ started, paused, ended: null }, events.filter(isStored));
}

function isStored(event: RunEvent): event is StoredEvent {
  if (event.type === "node.started") return event.seq !== undefined;
  return event.type === "node.ended" || event.type === "node.paused";
}
