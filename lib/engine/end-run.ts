// How a run ends or pauses: with which status, which outputs and which answer. Decides nothing about when.

import type { PlanNode } from "../graph/plan";
import type { RunEndStatus, RunError, Wait } from "../run-log/events";
import type { NodeState } from "../run-log/state";
import { countTotals } from "../run-log/totals";
import { answerText } from "../run-log/transcript";
import type { Run } from "./run";
import { pathOf, type ScopeRun } from "./scope-run";

/** Ends a run in which nothing is left to do; `refuse` stops one that can't have been meant like that. */
export function finishRun(run: Run, root: ScopeRun, refuse: (error: RunError) => void): void {
  const { readiness, plan } = root;
  if (plan.nodes.length === 0) {
    refuse({ code: "graph_invalid", message: "There is no start node, so there is nothing to run." });
    return;
  }
  if (!readiness.done) {
    const message = "Some nodes wait for each other, so that none of them can ever start.";
    refuse({ code: "graph_invalid", message });
    return;
  }
  const error = firstLeftFailure(run);
  const goals = plan.ends.length > 0 ? plan.ends : plan.nodes.filter((node) => node.outgoing.length === 0);
  const isReached = () => goals.some((node) => stateOf(run, root, node)?.status === "succeeded");
  if (error && !isReached()) endRun(run, root, "failed", error);
  else endRun(run, root, "succeeded", null);
}

/** Tells everything that is held back, and the end. */
export function endRun(run: Run, root: ScopeRun, status: RunEndStatus, error: RunError | null): void {
  root.answers.finish();
  const durationMs = run.elapsedMs();
  const ends = root.plan.ends.map((node) => stateOf(run, root, node));
  const reached = ends.filter((node) => node?.status === "succeeded");
  run.emit({
    type: "run.ended",
    seq: run.nextSeq(),
    at: run.ports.clock.now(),
    status,
    outputs: reached.length === 0 ? null : Object.assign({}, ...reached.map((node) => node?.outputs)),
    error,
    response: answerText(run.state),
    totals: countTotals(run.state, durationMs),
  });
  run.close(status);
}

/** Lets go of a run that waits for nothing but what is outside of it. */
export function pauseRun(run: Run, waits: readonly Wait[]): void {
  const untils = waits.flatMap((wait) => ("until" in wait && wait.until !== null ? [wait.until] : []));
  const until = untils.length === 0 ? null : untils.reduce((least, one) => Math.min(least, one));
  run.emit({ type: "run.paused", at: run.ports.clock.now(), until });
  run.close("paused");
}

/** The first failure that no policy of its node takes care of; there are such only where the graph says to go on. */
function firstLeftFailure(run: Run): RunError | null {
  if (run.plan.settings.onError !== "continue") return null;
  for (const path of run.state.ends) {
    const node = run.state.nodes.get(path);
    const plan = node && run.plan.nodes.get(node.nodeId);
    if (!node?.error || !plan || node.error.code === "turn_over") continue;
    if ((plan.node.policy?.onError ?? "stop") === "stop") return node.error;
  }
  return null;
}

function stateOf(run: Run, root: ScopeRun, node: PlanNode): NodeState | undefined {
  return run.state.nodes.get(pathOf(root, node));
}
