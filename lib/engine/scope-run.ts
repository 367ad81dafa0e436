// The nodes of one scope while they run: where they stand, in which order they speak, what their templates can see.
// A container will be one scope for each of its turns, with a path of its own; values of outer scopes stay visible.

import type { Lookup } from "../expressions/evaluate-expression";
import { readPath } from "../expressions/read-path";
import type { PlanNode, PlanScope } from "../graph/plan";
import type { Json } from "../shared/json";
import { AnswerOrder, type HeldText } from "./answer-order";
import { Readiness } from "./readiness";
import type { Run } from "./run";

export interface ScopeRun {
  plan: PlanScope;
  /** What paths of its nodes begin with: empty for the root, `loop[3]/` inside of a container. */
  prefix: string;
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
  const prefix = "";
  const lookup = makeLookup(run, prefix);
  const tell = ({ path, attempt, text }: HeldText) =>
    run.emit({ type: "node.text", path, attempt, channel: "message", text });
  return {
    plan,
    prefix,
    readiness: new Readiness(plan),
    answers: new AnswerOrder(plan.speakers, tell),
    lookup,
    secretLookup: (root, segments) => (root === "secrets" ? markOf(run, segments) : lookup(root, segments)),
  };
}

/** The path of a node in a scope. */
export function pathOf(scope: ScopeRun, node: PlanNode): string {
  return scope.prefix + node.id;
}

/**
 * What is not there inside of a known node's outputs is null, as are outputs of a node that was skipped or has not
 * ended; names that exist nowhere are unknown.
 */
function makeLookup(run: Run, prefix: string): Lookup {
  return (root, segments) => {
    if (root === "vars") return named(run.vars, segments);
    if (root === "sys") return named(run.start.sys, segments);
    if (!run.plan.nodes.has(root)) return undefined;
    const node = run.state.nodes.get(prefix + root);
    if (!node?.outputs || (node.seq ?? 0) > run.horizon) return null;
    return readPath(node.outputs, segments) ?? null;
  };
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
