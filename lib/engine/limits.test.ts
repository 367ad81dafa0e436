import { expect, it } from "vitest";
import { limitsOf, retryDelay } from "./limits";
import { defaultRunLimits } from "./ports";
import { planDrawn } from "./testing/run-drawn";

it("takes the limits of the installation where the graph says nothing", () => {
  expect(limitsOf(planDrawn("start"), defaultRunLimits)).toEqual(defaultRunLimits);
});

it("takes what the graph says", () => {
  const settings = { maxConcurrency: 3, timeoutMs: 7, maxNodeExecutions: 9 };
  expect(limitsOf(planDrawn("start", { settings }), defaultRunLimits)).toEqual({ ...defaultRunLimits, ...settings });
});

it("lets the delays of tries grow, spreads them, and keeps them below a day", () => {
  const retry = { delayMs: 100, backoff: 3 };
  expect([1, 2, 3].map((tried) => retryDelay(retry, tried, 0))).toEqual([100, 300, 900]);
  expect(retryDelay(retry, 1, 0.5)).toBe(125);
  expect(retryDelay({ delayMs: 3_600_000, backoff: 10 }, 20, 0.9)).toBe(86_400_000);
});
