// Brings a fresh scheduler to where the stored log of a run ends, by following the ends of its nodes in the order in
// which they happened. Each way is decided again with exactly what was visible then. On a new run it finds the start.

import type { PlanNode } from "../graph/plan";
import type { HeldText } from "./answer-order";
import { isStopCode, stopError } from "./failure";
import type { Consequences } from "./readiness";
import { endsRun, type Scheduler } from "./scheduler";

/** What may start and what is to be skipped next; null where the log tells that the run stops, and it was stopped. */
export function replay(scheduler: Scheduler): Consequences | null {
  const { run, root } = scheduler;
  const found: Consequences = { ready: [], skipped: [] };
  const spoken = new Map<PlanNode, HeldText | null>();
  root.readiness.begin(found);
  for (const path of [...run.state.ends]) {
    const node = run.state.nodes.get(path);
    const plan = node && run.plan.nodes.get(node.nodeId);
    if (!node || !plan) continue;
    if (plan.speaks || plan.children !== null) {
      const { attempt, content: text } = node;
      spoken.set(plan, text === "" ? null : { path, attempt, text });
    }
    if (node.status === "skipped") {
      root.readiness.endSkipped(plan);
      continue;
    }
    run.horizon = node.seq ?? 0;
    run.setVars(node.writes);
    scheduler.executions += 1 + node.retries;
    const { error } = node;
    if (error && (isStopCode(error.code) || endsRun(run, plan))) {
      root.answers.restore(spoken);
      if (!isStopCode(error.code)) scheduler.stop("failed", error);
      else scheduler.stop(error.code === "run_cancelled" ? "cancelled" : "failed", stopError(error.code));
      return null;
    }
    const next = scheduler.follow(root, plan, node.handles);
    if (!next) return null;
    found.ready.push(...next.ready);
    found.skipped.push(...next.skipped);
  }
  run.horizon = Number.POSITIVE_INFINITY;
  root.answers.restore(spoken);
  const isLeft = (node: PlanNode) => !root.readiness.hasEnded(node);
  return { ready: found.ready.filter(isLeft), skipped: found.skipped.filter(isLeft) };
}
