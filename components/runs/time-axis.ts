// The scale above a timeline: how long it is and where its marks stand. Pure; no pixels.

export interface TimeAxis {
  /** What the full width stands for; never 0. */
  lengthMs: number;
  /** From one mark to the next. */
  stepMs: number;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
/** From ten seconds to a day, people count by clocks. */
const clockSteps = [10_000, 20_000, 30_000]
  .concat([1, 2, 5, 10, 20, 30].map((minutes) => minutes * minute))
  .concat([1, 2, 3, 6, 12].map((hours) => hours * hour));

/** The least round time that is not less than the value: beside clocks 1, 2 or 5 times a power of ten, in ms or days. */
function niceStep(value: number): number {
  if (value > 12 * hour) return day * roundNumber(Math.max(1, value / day));
  return value <= 5_000 ? roundNumber(value) : (clockSteps.find((step) => step >= value) ?? day);
}

function roundNumber(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 5]) if (factor * power >= value) return factor * power;
  return 10 * power;
}

/**
 * A scale of at most five marks. While the run goes on it reaches to the next mark, so that bars don't shrink with
 * every tenth of a second; afterwards it ends where the run ended.
 */
export function axisOf(totalMs: number, growing: boolean): TimeAxis {
  const least = Math.max(totalMs, growing ? 1_000 : 1);
  const stepMs = Math.max(1, niceStep(least / 4));
  return { lengthMs: growing ? Math.ceil(least / stepMs) * stepMs : least, stepMs };
}

/** Where the marks stand, from 0 on; the one that would hang over the end is left out. */
export function marksOf({ lengthMs, stepMs }: TimeAxis): number[] {
  const marks: number[] = [];
  for (let at = 0; at <= lengthMs * 0.94; at += stepMs) marks.push(at);
  return marks;
}
