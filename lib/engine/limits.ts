// The limits that hold for one run: what its graph says itself, else what whoever runs it allows by default.

import type { Plan } from "../graph/plan";
import type { RunLimits } from "./ports";

/**
 * Limits of a run. A sequential graph runs one node at a time; a parallel one starts whatever is ready, unless it
 * names a number itself.
 */
export function limitsOf(plan: Plan, defaults: RunLimits): RunLimits {
  const { maxConcurrency, timeoutMs, maxNodeExecutions } = plan.settings;
  const byMode = { dag: defaults.maxConcurrency, parallel: Number.POSITIVE_INFINITY, sequential: 1 }[plan.mode];
  return {
    maxConcurrency: plan.mode === "sequential" ? 1 : Math.max(1, maxConcurrency ?? byMode),
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
    maxNodeExecutions: maxNodeExecutions ?? defaults.maxNodeExecutions,
    maxOutputBytes: defaults.maxOutputBytes,
    maxRunBytes: defaults.maxRunBytes,
  };
}

/** How long to wait before a further try, the first one being 1: it grows each time and is spread by up to half. */
export function retryDelay(retry: { delayMs: number; backoff: number }, tried: number, random: number): number {
  const delay = retry.delayMs * retry.backoff ** (tried - 1) * (1 + random / 2);
  return Math.round(Math.min(delay, longestDelayMs));
}

const longestDelayMs = 86_400_000;
