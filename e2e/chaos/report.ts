// Prints what was done, how long it took and what was found.

import { writeFileSync } from "node:fs";
import type { Check } from "./check-runs";
import type { Deciders } from "./decide-waits";
import type { Submitted } from "./submit-runs";
import type { Deed } from "./villain";

interface Report {
  seed: number;
  seconds: number;
  submitted: Submitted;
  deciders: Deciders["counts"];
  deeds: ReadonlyMap<Deed, number>;
  takeovers: readonly number[];
  /** Milliseconds from the wish to cancel to the end. */
  cancels: readonly number[];
  times: readonly { name: string; runs: number; p50: number; p95: number }[];
  checks: readonly Check[];
  showTables: boolean;
  /** Where the counts go for whoever started this; null = nowhere. */
  file: string | null;
}

const shownViolations = 8;

/** "12 ms (median), 40 ms (95 of 100), 90 ms (worst)". */
function describeTimes(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return `${at(0.5)} ms (median), ${at(0.95)} ms (95 of 100), ${at(1)} ms (worst)`;
}

/** Prints the report; true where nothing was violated. */
export function printReport(report: Report): boolean {
  const { submitted, deciders, takeovers, cancels, checks } = report;
  if (report.showTables) {
    console.table(
      report.times.map(({ name, runs, p50, p95 }) => ({ workflow: name, runs, "p50 ms": p50, "p95 ms": p95 })),
    );
    console.table([...report.deeds].map(([deed, times]) => ({ "what was done": deed, times })));
  }
  const { blocking, stream, async: background, reconnects, events } = submitted.counts;
  console.log(
    `seed ${report.seed}, ${report.seconds.toFixed(0)} s: ${submitted.accepted.size} runs accepted (${blocking} waited for, ${stream} streamed, ` +
      `${background} in the background), ${events} events followed over ${reconnects} lost connections, ` +
      `${deciders.decided} decisions (${deciders.twice} twice), ${deciders.events} events sent`,
  );
  if (takeovers.length > 0)
    console.log(`runs of ${takeovers.length} killed processes had another owner after ${describeTimes(takeovers)}`);
  if (cancels.length > 0) console.log(`${cancels.length} runs were cancelled, within ${describeTimes(cancels)}`);
  for (const { what, violations } of checks) {
    console.log(`${violations.length === 0 ? "ok    " : "FAILED"} ${String(violations.length).padStart(4)}  ${what}`);
    for (const violation of violations.slice(0, shownViolations)) console.log(`             ${violation}`);
  }
  const passed = checks.filter((check) => check.violations.length === 0).length;
  const failed = checks.length - passed;
  console.log(`${passed} passed, ${failed} failed`);
  if (report.file) writeFileSync(report.file, JSON.stringify({ passed, failed }));
  return passed === checks.length;
}
