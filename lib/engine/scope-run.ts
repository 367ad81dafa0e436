// The nodes of one scope while they run: where they stand, in which order they speak, what their templates can see. A
// container is one such scope for each of its turns, with a path of its own; values of outer scopes stay visible.

import type { Lookup } from "../expressions/evaluate-expression";
import { readPath } from "../expressions/read-path";
import type { PlanNode, PlanScope } from "../graph/plan";
import type { Json, JsonObject } from "../shared/json";
import { AnswerOrder } from "./answer-order";
import { Readiness } from "./readiness";
import type { Run } from "./run";

export interface ScopeRun {
  plan: PlanScope;
  /** What paths of its nodes begin with: empty for the root, `loop[3]/` inside of a container. */
  prefix: string;
  /** Number by the order of opening: what was opened first goes on first. */
  order: number;
  /** The scope that its container lies in; null for the root. */
  parent: ScopeRun | null;
  /** Which turn of its container it is, and what the nodes in it may read of that; null for the root. */
  turn: { index: number; values: JsonObject } | null;
  /** Ranks of the containers around, outermost first; null for the root. */
  outer: number[] | null;
  /** Nothing of it runs any more, and nothing will. */
  over: boolean;
  readiness: Readiness;
  answers: AnswerOrder;
  /** Sees outputs of nodes, `vars` and `sys`. */
  lookup: Lookup;
  /** Sees marks of secrets too. */
  secretLookup: Lookup;
}

/** Sets up the scope that lies outside of every container. */
export function openRootScope(run: Run): ScopeRun {
  const plan = run.plan.root;
  const answers = new AnswerOrder((text) => run.texts.told(text));
  return withLookups(run, { plan, prefix: "", order: 0, parent: null, turn: null, outer: null, answers });
}

/** A turn of a container: how it is numbered, and in which order the turns speak. */
interface TurnPlace {
  container: PlanNode;
  children: PlanScope;
  index: number;
  values: JsonObject;
  order: number;
  turns: AnswerOrder;
}

/** Sets up the scope of one turn of a container that lies in `parent`. */
export function openTurnScope(run: Run, parent: ScopeRun, place: TurnPlace): ScopeRun {
  const { container, children, index, values, order, turns } = place;
  return withLookups(run, {
    plan: children,
    prefix: `${parent.prefix}${container.id}[${index}]/`,
    order,
    parent,
    turn: { index, values },
    outer: [...(parent.outer ?? []), container.rank],
    answers: new AnswerOrder((text) => turns.say(index, text)),
  });
}

/** The path of a node in a scope. */
export function pathOf(scope: ScopeRun, node: PlanNode): string {
  return scope.prefix + node.id;
}

function withLookups(run: Run, parts: Omit<ScopeRun, "over" | "readiness" | "lookup" | "secretLookup">): ScopeRun {
  const lookup: Lookup = (root, segments) => lookUp(run, scope, root, segments);
  const scope: ScopeRun = {
    ...parts,
    over: false,
    readiness: new Readiness(parts.plan),
    lookup,
    secretLookup: (root, segments) => (root === "secrets" ? markOf(run, segments) : lookup(root, segments)),
  };
  return scope;
}

/**
 * What is not there inside of a known node's outputs is null, as are outputs of a node that was skipped, has not
 * ended, or lies in a container that is not around; names that exist nowhere are unknown.
 */
function lookUp(run: Run, from: ScopeRun, root: string, segments: readonly (string | number)[]): Json | undefined {
  if (root === "vars") return named(run.vars, segments);
  if (root === "sys") return named(run.start.sys, segments);
  const plan = run.plan.nodes.get(root);
  if (!plan) return undefined;
  const containerId = plan.node.parentId ?? null;
  for (let scope: ScopeRun | null = from; scope; scope = scope.parent) {
    if (scope.turn && scope.plan.containerId === root) return readPath(scope.turn.values, segments) ?? null;
    if (scope.plan.containerId !== containerId) continue;
    const node = run.state.nodes.get(scope.prefix + root);
    if (!node?.outputs || (node.seq ?? 0) > run.horizon) return null;
    return readPath(node.outputs, segments) ?? null;
  }
  return null;
}

function named(values: Readonly<Record<string, Json>>, segments: readonly (string | number)[]): Json | undefined {
  const [name, ...rest] = segments;
  if (typeof name !== "string" || !Object.hasOwn(values, name)) return undefined;
  return readPath(values[name] ?? null, rest) ?? null;
}

function markOf(run: Run, segments: readonly (string | number)[]): Json | undefined {
  const [name] = segments;
  return typeof name === "string" && segments.length === 1 ? run.ports.secretMark(name) : undefined;
}
