// What a run has used: tokens, money, time. Counted from the ends of its nodes in their order, so that it comes out
// the same from events and from stored rows, to the last digit of a sum of fractions.

import { isActivity } from "./activity-path";
import type { RunTotals } from "./events";
import type { RunState } from "./state";

/** The totals of a run at a moment: those it ended with, else counted from what its nodes have used so far. */
export function totalsOf(state: RunState, now: number): RunTotals {
  return state.totals ?? countTotals(state, Math.max(0, now - (state.startedAt ?? now)));
}

/** Counts what the ended nodes have used. Costs in another currency than the first one cannot be added and are left out. */
export function countTotals(state: RunState, durationMs: number): RunTotals {
  const totals: RunTotals = {
    promptTokens: 0,
    completionTokens: 0,
    cost: 0,
    currency: null,
    nodeExecutions: 0,
    durationMs,
  };
  for (const path of state.ends) {
    const node = state.nodes.get(path);
    // A node has what its activities used.
    if (!node || node.status === "skipped" || isActivity(path)) continue;
    totals.nodeExecutions += 1 + node.retries;
    if (!node.usage) continue;
    totals.promptTokens += node.usage.promptTokens;
    totals.completionTokens += node.usage.completionTokens;
    if (node.usage.cost === null) continue;
    totals.currency ??= node.usage.currency;
    if (totals.currency === node.usage.currency) totals.cost += node.usage.cost;
  }
  // Storage keeps eight digits.
  totals.cost = Math.round(totals.cost * 1e8) / 1e8;
  return totals;
}
