// What the engine schedules from: a graph prepared once, with its edges resolved, its order told and its templates
// parsed. Holds nothing of a single run, so it is cached by the graph's checksum and shared by runs.

import type { Compiled } from "../expressions/compiled";
import type { ContainerKind, Effect } from "./node-type";
import type { Field, Graph, GraphEdge, GraphNode, GraphSettings, Variable } from "./schema";

export interface Plan {
  graph: Graph;
  mode: "dag" | "sequential" | "parallel";
  settings: GraphSettings;
  variables: readonly Variable[];
  /** The nodes outside of every container. */
  root: PlanScope;
  /** Every node of every scope by its id. */
  nodes: ReadonlyMap<string, PlanNode>;
}

/** The nodes that lie directly in one container, or outside of all. Edges never leave a scope. */
export interface PlanScope {
  /** Id of the container node; null for the root. */
  containerId: string | null;
  /**
   * Nodes that can be reached, in plan order (rank, then id), each at its `index`. Notes and nodes that no way leads
   * to are left out: nothing of them ever runs.
   */
  nodes: readonly PlanNode[];
  /** All edges among these nodes, each at its `index`. */
  edges: readonly PlanEdge[];
  /** Where running begins: the start node in the root, nodes without incoming edges in a container. */
  entries: readonly PlanNode[];
  /** Nodes that speak, or contain one that does, in plan order. */
  speakers: readonly PlanNode[];
  /** Nodes whose outputs are the outputs of the scope (role `end`), in plan order. */
  ends: readonly PlanNode[];
}

export interface PlanNode {
  id: string;
  /** Place in its scope's `nodes`. */
  index: number;
  node: GraphNode;
  role: "start" | "end" | "break" | "continue" | "node";
  /** Number of edges on the longest way from an entry of its scope. */
  rank: number;
  /** Whether it is a message that people read as part of the answer. */
  speaks: boolean;
  /** Place in its scope's `speakers`; -1 where it is none of them. */
  speakerIndex: number;
  effect: Effect;
  join: "all" | "any";
  incoming: readonly PlanEdge[];
  outgoing: readonly PlanEdge[];
  /** Declared source handles, with `error` last where the node's policy is to branch on errors. */
  sourceHandles: readonly string[];
  /** One entry for each key of the node's config, in its order. */
  config: readonly PlanField[];
  inputs: readonly PlanInput[];
  /** Graph variables that running it may set. */
  writes: readonly string[];
  /** What lies in it where it is a container. */
  children: PlanScope | null;
  /** How it runs what lies in it. */
  container: PlanContainer | null;
}

/** How a container runs its turns. What is compiled here is resolved in the scope of a turn. */
export interface PlanContainer {
  kind: ContainerKind;
  /** Loop: it goes on while this holds, asked before each turn; null = until its maximum. */
  condition: Compiled | null;
  /** Loop: new values of its variables, which are its inputs, after each turn. */
  next: readonly PlanField[];
  /** Iteration: what a turn gives. */
  output: Compiled | null;
  /** Loop: turns at most. */
  maxTurns: number;
  /** Iteration: turns that run at once. */
  parallel: number;
  /** Iteration: what a failed turn does to the others. */
  onError: "stop" | "skip" | "collect";
}

/** One value to resolve before the node starts. */
export interface PlanField {
  name: string;
  value: Compiled;
  /** Whether its templates may name secrets; a lookup for others must not know the root `secrets`. */
  secrets: boolean;
}

export interface PlanInput extends PlanField {
  field: Field;
}

export interface PlanEdge {
  /** Place in its scope's `edges`. */
  index: number;
  edge: GraphEdge;
  source: PlanNode;
  target: PlanNode;
  sourceHandle: string;
  /** The edge dies where this is false (`invalid` fails the run there); null = taken whenever its handle is. */
  condition: Compiled | null;
  /** Values put over the target's inputs when this edge is taken. */
  dataMapping: readonly PlanField[];
}
