// Runs one node by itself for tests, with a world that is passed in. Templates count as resolved: config is given as
// the engine would give it.

import { failureOf } from "../engine/failure";
import type { ActivityEnd, NodeActivities, NodeCall, NodeResult } from "../engine/ports";
import type { Field, GraphNode, NodePolicy } from "../graph/schema";
import { activityPath } from "../run-log/activity-path";
import { systemClock } from "../shared/clock";
import type { Json, JsonObject } from "../shared/json";
import { catalogue, type NodeTypeName } from "./catalogue";
import type { NodeContext } from "./contract";
import { newNode } from "./new-node";
import { runNode } from "./run-node";

export interface Given {
  config?: JsonObject;
  inputs?: JsonObject;
  vars?: Record<string, Json>;
  outputs?: Field[];
  policy?: NodePolicy;
  signal?: AbortSignal;
  /** When it began; now unless said. */
  startedAt?: number;
  /** What ended the node's wait. */
  answer?: JsonObject;
  /** Ends of activities by their keys: those before it, and what it adds. */
  done?: Map<string, ActivityEnd>;
}

export interface Said {
  text: string;
  thought: string;
  notes: string[];
  summaries: string[];
}

/** A node of a type with its presets, changed by config key. */
export function makeNode(type: NodeTypeName, config: JsonObject = {}, more: Partial<GraphNode> = {}): GraphNode {
  const node = newNode(
    catalogue[type],
    { id: type.replaceAll("-", "_"), name: type, position: { x: 0, y: 0 } },
    { config },
  );
  return { ...node, ...more };
}

function unexpected(what: string): () => never {
  return () => {
    throw new Error(`the node was not expected to use ${what}`);
  };
}

/** A world in which nothing can be reached but what is given. */
export function makeContext(more: Partial<NodeContext> = {}): NodeContext {
  return {
    run: { id: "run", workspaceId: "workspace", query: null, conversationId: null, userId: null },
    clock: systemClock,
    callModel: unexpected("a model"),
    fetch: unexpected("the network"),
    runCode: unexpected("the sandbox"),
    callRun: unexpected("another run"),
    readPrompt: unexpected("a prompt"),
    openTools: unexpected("tools"),
    callTool: unexpected("a tool"),
    keepTasks: async () => undefined,
    history: async () => [],
    ...more,
  };
}

/** Activities that are kept in a map by their keys: what is in it is not run again, as after a crash. */
function makeTestActivities(nodePath: string, done = new Map<string, ActivityEnd>()): NodeActivities {
  return {
    async run({ key, keepsFailure }, work) {
      const past = done.get(key);
      if (past && past.status !== "waiting") return { ...past, isReplayed: true };
      const path = activityPath(nodePath, key);
      const { signal } = new AbortController();
      let end: ActivityEnd;
      try {
        const result = await work({ path, attempt: 1, idempotencyKey: `run:${path}`, signal, note: () => undefined });
        const { outputs, content = "", thought = "" } = result;
        end = result.wait
          ? { status: "waiting" }
          : { status: "succeeded", outputs, content, thought, isReplayed: false };
      } catch (error) {
        end = { status: "failed", error: failureOf(error, { nodeId: nodePath, path }), isReplayed: false };
      }
      if (end.status === "succeeded" || (end.status === "failed" && keepsFailure)) done.set(key, end);
      return end;
    },
  };
}

/** Runs a node and tells what it gave and said. */
export async function runOne(
  type: NodeTypeName,
  given: Given = {},
  context: Partial<NodeContext> = {},
): Promise<{ result: NodeResult; said: Said }> {
  const said: Said = { text: "", thought: "", notes: [], summaries: [] };
  const { outputs, policy } = given;
  const node = makeNode(type, given.config, { ...(outputs ? { outputs } : {}), ...(policy ? { policy } : {}) });
  const call: NodeCall = {
    node,
    path: node.id,
    attempt: 1,
    config: node.config,
    inputs: given.inputs ?? {},
    vars: given.vars ?? {},
    signal: given.signal ?? new AbortController().signal,
    idempotencyKey: `run:${node.id}`,
    startedAt: given.startedAt ?? (context.clock ?? systemClock).now(),
    ...(given.answer ? { answer: given.answer } : {}),
    voice: {
      text: (delta) => {
        said.text += delta;
      },
      thought: (delta) => {
        said.thought += delta;
      },
      summary: (line) => said.summaries.push(line),
      note: (line) => said.notes.push(line),
    },
    activities: makeTestActivities(node.id, given.done),
  };
  return { result: await runNode(call, makeContext(context)), said };
}
