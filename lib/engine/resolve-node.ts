// Gives a node's inputs and config their values just before it starts, and decides whether a way out of it is taken.
// Where a template has no value, the node that needs it fails.

import { resolveCompiled } from "../expressions/compiled";
import { isTruthy } from "../expressions/values";
import type { PlanEdge, PlanField, PlanNode } from "../graph/plan";
import type { RunError } from "../run-log/events";
import type { JsonObject } from "../shared/json";
import { expressionFailure, type Place } from "./failure";
import { put } from "./put";
import type { Run } from "./run";
import { pathOf, type ScopeRun } from "./scope-run";

export type Resolved =
  | { ok: true; inputs: JsonObject; config: JsonObject }
  /** With the inputs that had a value. */
  | { ok: false; inputs: JsonObject; error: RunError };

/**
 * Inputs and config of a node with every template resolved. A start node has what the run was given as inputs; inputs
 * that are `known`, because the log has them, are taken as they are.
 */
export function resolveNode(run: Run, scope: ScopeRun, node: PlanNode, known: JsonObject | null = null): Resolved {
  const place: Place = { nodeId: node.id, path: pathOf(scope, node) };
  const inputs: JsonObject = known ?? {};
  const config: JsonObject = {};
  let error: RunError | null = known ? null : resolveInputs(run, scope, node, place, inputs);
  error ??= resolveFields(scope, node.config, "config", place, config);
  return error ? { ok: false, inputs, error } : { ok: true, inputs, config };
}

function resolveInputs(run: Run, scope: ScopeRun, node: PlanNode, place: Place, inputs: JsonObject): RunError | null {
  let error = resolveFields(scope, node.inputs, "inputs", place, inputs);
  for (const edge of node.incoming) {
    if (edge.dataMapping.length === 0 || !scope.readiness.isTaken(edge)) continue;
    error ??= resolveFields(scope, edge.dataMapping, "inputs", place, inputs);
  }
  if (node.role === "start") for (const [name, value] of Object.entries(run.start.inputs)) put(inputs, name, value);
  return error;
}

/** Whether a way is taken whose handle is; an error where its condition has no value. */
export function isWayOpen(scope: ScopeRun, edge: PlanEdge): boolean | RunError {
  if (!edge.condition) return true;
  const outcome = resolveCompiled(edge.condition, scope.lookup);
  if (outcome.ok) return isTruthy(outcome.value);
  const place: Place = { nodeId: edge.source.id, path: pathOf(scope, edge.source) };
  return expressionFailure(outcome.error, `edges.${edge.edge.id}.condition`, place);
}

function resolveFields(
  scope: ScopeRun,
  fields: readonly PlanField[],
  of: "inputs" | "config",
  place: Place,
  into: JsonObject,
): RunError | null {
  for (const field of fields) {
    if (field.value.kind === "constant") {
      put(into, field.name, field.value.value);
      continue;
    }
    const outcome = resolveCompiled(field.value, field.secrets ? scope.secretLookup : scope.lookup);
    if (!outcome.ok) return expressionFailure(outcome.error, `${of}.${field.name}`, place);
    put(into, field.name, outcome.value);
  }
  return null;
}
