// One open container: its turns and what they have given so far. Decides by its kind whether a further turn begins and
// what the container gives in the end; opens nothing itself and knows no events.

import type { Compiled } from "../expressions/compiled";
import { resolveCompiled } from "../expressions/compiled";
import { isTruthy } from "../expressions/values";
import { containerLimits, itemsInput } from "../graph/container";
import type { PlanContainer, PlanNode, PlanScope } from "../graph/plan";
import type { RunError } from "../run-log/events";
import type { Json, JsonObject } from "../shared/json";
import type { AnswerOrder } from "./answer-order";
import { checkJson } from "./check-json";
import { expressionFailure, itemsFailure, outputFailure, type Place } from "./failure";
import { put } from "./put";
import type { ScopeRun } from "./scope-run";
import type { Task } from "./task";

/** How a turn ended: by itself, by a node that ends it or the whole loop, or by a failure. */
export type TurnEnd = { by: "done" | "continue" | "break" } | { by: "failure"; error: RunError };

/** What comes next: a further turn, waiting for those that are open, the end of the container, or its failure. */
type NextTurn = "open" | "wait" | "end" | { error: RunError };

/** What a kind of container keeps between its turns. */
interface TurnWork {
  /** What keeps it from beginning at all. */
  refuse(): RunError | null;
  /** What the nodes of a turn that opens now may read of the container. */
  valuesOf(index: number): JsonObject;
  /** Whether a further turn begins; asked with the scope of the turn just ended, or of the first one. */
  next(opened: number, open: number, scope: ScopeRun, isProven: boolean): NextTurn;
  /** Takes what a turn gives that has ended; an error where the container fails by that. */
  take(scope: ScopeRun, end: TurnEnd): RunError | null;
  outputs(): JsonObject;
}

export interface ContainerRun {
  task: Task;
  children: PlanScope;
  /** In which order its turns speak. */
  turns: AnswerOrder;
  work: TurnWork;
  /** Turns that go on, by their number. */
  open: Map<number, ScopeRun>;
  opened: number;
  /** The turn that ended last, or the first before it is opened: where its condition is asked. */
  last: ScopeRun | null;
  /** A turn is due as soon as other work had its chance. */
  resting: boolean;
  /** The log tells that its time was over, and may not tell its end. */
  late: boolean;
  /** It has ended, or its end is being told. */
  over: boolean;
}

/** What a container keeps between its turns, by its kind. */
export function workOf(task: Task, plan: PlanNode, spec: PlanContainer, maxBytes: number): TurnWork {
  const place: Place = { nodeId: plan.id, path: task.path };
  return spec.kind === "loop"
    ? new LoopWork(spec, task.inputs, place, maxBytes)
    : new IterationWork(spec, task.inputs, place, maxBytes);
}

class LoopWork implements TurnWork {
  private variables: JsonObject;
  private turns = 0;
  private reason: "condition" | "maximum" | "break" | null = null;

  constructor(
    private readonly spec: PlanContainer,
    inputs: JsonObject,
    private readonly place: Place,
    private readonly maxBytes: number,
  ) {
    this.variables = inputs;
  }

  refuse(): RunError | null {
    return null;
  }

  valuesOf(index: number): JsonObject {
    return { index, ...this.variables };
  }

  next(opened: number, open: number, scope: ScopeRun, isProven: boolean): NextTurn {
    if (open > 0) return "wait";
    if (this.reason) return "end";
    if (opened >= this.spec.maxTurns) {
      this.reason = "maximum";
      return "end";
    }
    if (isProven || !this.spec.condition) return "open";
    if (scope.turn) scope.turn.values = this.valuesOf(opened);
    const holds = evaluate(this.spec.condition, scope, "config.condition", this.place);
    if (!holds.ok) return { error: holds.error };
    if (isTruthy(holds.value)) return "open";
    this.reason = "condition";
    return "end";
  }

  take(scope: ScopeRun, end: TurnEnd): RunError | null {
    if (end.by === "failure") return end.error;
    this.turns += 1;
    if (end.by === "break") this.reason = "break";
    const variables: JsonObject = { ...this.variables };
    for (const { name, value } of this.spec.next) {
      const next = evaluate(value, scope, "config.next", this.place);
      if (!next.ok) return next.error;
      put(variables, name, next.value);
    }
    const checked = this.spec.next.length === 0 ? null : checkJson(variables, this.maxBytes);
    if (checked && !checked.ok) return outputFailure(checked.fault, this.maxBytes, this.place);
    this.variables = variables;
    return null;
  }

  outputs(): JsonObject {
    return { turns: this.turns, reason: this.reason, ...this.variables };
  }
}

class IterationWork implements TurnWork {
  private readonly items: readonly Json[] | null;
  private readonly others: JsonObject;
  /** By number of the turn; a turn that is left out has none. */
  private readonly results = new Map<number, Json>();
  private readonly errors: { index: number; code: string; message: string }[] = [];
  private bytes = 0;

  constructor(
    private readonly spec: PlanContainer,
    inputs: JsonObject,
    private readonly place: Place,
    private readonly maxBytes: number,
  ) {
    const { [itemsInput]: items, ...others } = inputs;
    this.items = Array.isArray(items) ? items : null;
    this.others = others;
  }

  refuse(): RunError | null {
    if (!this.items) return itemsFailure("inputs_invalid", this.place);
    return this.items.length > containerLimits.items
      ? itemsFailure("too_many_items", this.place, { items: this.items.length, maxItems: containerLimits.items })
      : null;
  }

  valuesOf(index: number): JsonObject {
    return { item: this.items?.[index] ?? null, index, ...this.others };
  }

  next(opened: number, open: number): NextTurn {
    if (opened < (this.items?.length ?? 0)) return open < this.spec.parallel ? "open" : "wait";
    return open > 0 ? "wait" : "end";
  }

  take(scope: ScopeRun, end: TurnEnd): RunError | null {
    const index = scope.turn?.index ?? 0;
    const error = end.by === "failure" ? end.error : this.keep(scope, index);
    if (!error) return null;
    if (this.spec.onError === "stop" || error.code === "output_too_large") return error;
    this.errors.push({ index, code: error.code, message: error.message });
    if (this.spec.onError === "collect") this.results.set(index, null);
    return null;
  }

  outputs(): JsonObject {
    const byIndex = (a: [number, Json], b: [number, Json]) => a[0] - b[0];
    return {
      results: [...this.results].sort(byIndex).map(([, result]) => result),
      errors: this.errors.toSorted((a, b) => a.index - b.index),
      count: this.items?.length ?? 0,
    };
  }

  private keep(scope: ScopeRun, index: number): RunError | null {
    const result = this.spec.output
      ? evaluate(this.spec.output, scope, "config.output", this.place)
      : { ok: true as const, value: null };
    if (!result.ok) return result.error;
    const checked = checkJson(result.value, this.maxBytes - this.bytes);
    if (!checked.ok) return outputFailure(checked.fault, this.maxBytes, this.place);
    this.bytes += checked.bytes;
    this.results.set(index, result.value);
    return null;
  }
}

function evaluate(
  value: Compiled,
  scope: ScopeRun,
  field: string,
  place: Place,
): { ok: true; value: Json } | { ok: false; error: RunError } {
  const outcome = resolveCompiled(value, scope.lookup);
  return outcome.ok ? outcome : { ok: false, error: expressionFailure(outcome.error, field, place) };
}
